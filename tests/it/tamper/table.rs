//! The table: seventy-four cases of the study of signed logs, in our own words, and what plays each.

use super::stage::Try;
use super::{content, import, lines, signatures, time};

/// What must come of a case.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    /// The verifier, or the program, refuses and says which.
    Verdict,
    /// It is pointed out.
    Flagged,
    /// Nobody can find it: the report says so.
    Stated,
}

impl Expected {
    pub(super) const fn letter(self) -> char {
        match self {
            Self::Verdict => 'V',
            Self::Flagged => 'F',
            Self::Stated => 'N',
        }
    }
}

/// One case.
pub(super) struct Row {
    pub(super) n: u8,
    pub(super) expected: Expected,
    pub(super) done: &'static str,
    /// Plays it, and gives the bundles that come of it; none where it comes to no bundle.
    pub(super) play: fn() -> Vec<Try>,
}

const fn v(n: u8, done: &'static str, play: fn() -> Vec<Try>) -> Row {
    Row { n, expected: Expected::Verdict, done, play }
}

const fn f(n: u8, done: &'static str, play: fn() -> Vec<Try>) -> Row {
    Row { n, expected: Expected::Flagged, done, play }
}

const fn s(n: u8, done: &'static str, play: fn() -> Vec<Try>) -> Row {
    Row { n, expected: Expected::Stated, done, play }
}

pub(super) const ROWS: &[Row] = &[
    v(1, "A bit of each byte of a line is flipped", lines::a_bit_of_every_byte),
    v(2, "A digit of the link to the line before is changed", lines::the_link_to_the_line_before),
    v(3, "Two lines change places", lines::two_lines_change_places),
    v(4, "The first line is taken away", lines::the_first_is_gone),
    v(5, "A line in the middle is taken away", lines::one_in_the_middle_is_gone),
    v(6, "The last lines, which people signed, are taken away", lines::the_signed_end_is_gone),
    s(7, "The last lines, which nobody signed, are taken away", lines::the_unsigned_end_is_gone),
    v(8, "A line is written twice", lines::a_line_twice),
    v(
        9,
        "A line is put in and the chain made anew, without the laptop's key",
        lines::a_forged_line_and_a_new_chain,
    ),
    v(
        10,
        "All lines are chained anew with the laptop's key",
        lines::a_new_chain_with_the_laptops_key,
    ),
    s(
        11,
        "The log is replaced by a shorter one of the same laptop",
        lines::a_shorter_log_of_the_same_laptop,
    ),
    v(12, "Two logs of one key have the same size and other lines", lines::two_logs_of_one_key),
    v(13, "Lines of another production are put in", lines::lines_of_another_production),
    v(14, "Lines of another laptop are put in", lines::lines_of_another_laptop),
    v(15, "A line ends as on another system", lines::line_ends_of_another_system),
    v(16, "A byte order mark is put before the log", lines::a_byte_order_mark),
    v(17, "Blanks are put into or after a line", lines::blanks_and_pretty_lines),
    v(18, "A member stands twice, and the last would win", lines::a_member_twice),
    v(19, "A number is too large, a float, or has an exponent", lines::numbers_that_are_none),
    v(20, "A line has bytes that are no text", lines::bytes_that_are_no_text),
    v(21, "A line is endless, or nested without end", lines::lines_that_are_too_much),
    f(
        22,
        "Zeros and garbage stand at the end after a crash",
        lines::zeros_and_garbage_after_a_crash,
    ),
    v(23, "The end is torn where a checkpoint covers it", lines::a_torn_end_that_was_vouched_for),
    v(24, "A signer has the right name and a forger's key", signatures::a_key_of_the_forgers_own),
    v(
        25,
        "A signer has the right name and the key of another role",
        signatures::the_key_of_another_role,
    ),
    v(26, "One key is entered for two people", signatures::one_key_for_two_people),
    v(27, "One person signs with two keys", signatures::one_person_with_two_keys),
    v(28, "One signature is listed twice", signatures::one_signature_twice),
    v(29, "A signature of another run is used", signatures::from_another_run),
    v(30, "A signature of another production is used", signatures::from_another_production),
    v(31, "A signature for another purpose is used", signatures::for_another_purpose),
    v(32, "A signature of a drill is used", signatures::from_a_drill),
    v(33, "A bit of a signature file is flipped", signatures::a_bit_of_a_signature_file),
    v(34, "A signature says version 0", signatures::a_version_that_is_none),
    v(
        35,
        "A security key signed without being touched",
        signatures::a_security_key_that_nobody_touched,
    ),
    v(
        36,
        "A security key signed without its PIN, where that is a rule",
        signatures::a_security_key_without_its_pin,
    ),
    f(37, "The counter of a security key goes back", signatures::a_counter_that_goes_back),
    v(38, "A key is RSA, ECDSA or DSA", signatures::keys_of_other_kinds),
    v(
        39,
        "A key is weak, or a signature spelled a second way",
        signatures::weak_keys_and_second_spellings,
    ),
    v(40, "A signature is made after its key ended", signatures::after_the_key_ended),
    v(
        41,
        "A signature is made under a roster that is not in force",
        signatures::under_a_roster_not_in_force,
    ),
    v(42, "A new roster is signed by the new root alone", signatures::by_the_new_root_alone),
    v(43, "The log goes back to an older roster", signatures::an_older_roster_again),
    v(44, "More is written into the file of keys", signatures::more_written_into_the_file_of_keys),
    v(
        45,
        "There are enough signers only if one person counts twice",
        signatures::one_person_in_two_places,
    ),
    v(46, "A STOP is taken out before a sheet is signed", signatures::a_stop_taken_out),
    v(47, "Another text is signed than was shown", signatures::another_text_than_was_shown),
    v(48, "A checklist is changed after it was used", content::a_checklist_changed_afterwards),
    v(49, "A checklist is replaced by another", content::a_checklist_replaced),
    v(50, "A drill is passed off as real", content::a_drill_for_the_real_thing),
    v(51, "A photo is swapped, gone, exchanged, or one more", content::a_photo_swapped_or_gone),
    f(52, "One photo stands for two runs", content::one_photo_for_two_runs),
    f(53, "Names look alike, or have what nobody sees", content::names_that_look_alike),
    v(54, "A text steers a terminal, a page or a signed text", content::texts_that_steer_a_reader),
    f(55, "The clock is set back between two lines", time::set_back),
    f(56, "The clock is set forward and back", time::set_forward_and_back),
    s(57, "A whole day is dated back before it begins", time::a_day_dated_back),
    v(58, "A time stamp is over another file", time::a_time_over_another_text),
    v(59, "A time stamp is older than what it must contain", time::a_time_that_is_too_old),
    f(60, "A time is a leap second, doubled in autumn, after 2038 or 9999", time::odd_times),
    v(61, "A path leads out, or is a device or drive", import::paths_that_lead_elsewhere),
    v(62, "Links and pipes lie among the files", import::links_and_pipes),
    v(
        63,
        "A zip is a bomb, lies, overlaps, or has a name twice",
        import::zips_that_are_none_of_ours,
    ),
    v(64, "A file changes between check and copy", import::changed_while_it_is_copied),
    v(65, "A store lets an object be overwritten", import::a_store_overwrites),
    v(66, "A store gives back other bytes", import::a_store_gives_back_other_bytes),
    f(67, "Half of a bundle arrives", import::half_a_copy),
    v(68, "Two laptops write with one cloned key", import::two_laptops_with_one_key),
    v(69, "Two programs open one log", import::two_programs_on_one_log),
    v(70, "The disk fails at each step of writing", import::a_fault_at_every_step),
    f(71, "A key file can be read by everybody", import::keys_that_others_can_read),
    f(72, "A wrong PIN is tried again and again", import::wrong_pins),
    v(73, "A good bundle is judged by all three", import::what_is_good_is_good_for_all),
    v(74, "Every changed bundle is judged by all three", import::what_is_changed_is_good_for_none),
];
