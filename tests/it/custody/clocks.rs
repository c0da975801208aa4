//! The clocks of each place: until when at the latest, who tells whom, by which law.

use std::fmt::Write as _;

use expect_test::expect;
use showclear::terms::clocks::{clocks, unknown};
use showclear::terms::{Law, Occasion, UtcMillis};

#[test]
fn each_place_has_the_clocks_that_are_known_of_it() {
    let since: UtcMillis = "2026-11-22T22:05:00.000Z".parse().unwrap();
    let mut table = String::new();
    let laws = std::iter::once(None).chain(Law::ALL.iter().copied().map(Some));
    for law in laws {
        let place = law.map_or("nobody said where", Law::words);
        writeln!(table, "{place}: {}", unknown(law)).unwrap();
        for &occasion in Occasion::ALL {
            for clock in clocks(law, occasion) {
                let by = clock.by(since).local(-300);
                let at_once = if clock.at_once { "at once, " } else { "" };
                writeln!(
                    table,
                    "  {}: {at_once}by {by} {} tells {} ({})",
                    occasion.code(),
                    clock.who,
                    clock.tells,
                    clock.source
                )
                .unwrap();
            }
        }
    }
    expect![[r#"
        nobody said where: Nobody said whose law counts here. Ask the police now.
        California: A county or city may ask for more. Ask the police.
          missing: by 2026-11-24 17:05:00 a California licensee (such as the rental house) tells the local police (Penal Code 29115, dealers 26885)
          missing: by 2026-11-24 17:05:00 a federal licensee (such as the rental house) tells ATF and the local police (27 CFR 478.39a)
          missing: by 2026-11-27 17:05:00 whoever owns or has it tells the police where it was lost (Penal Code 25250)
          injury: at once, by 2026-11-23 01:05:00 the employer tells Cal/OSHA (8 CCR 342)
        another US state: What this state asks for is not known here. Ask the police now.
          missing: by 2026-11-24 17:05:00 a federal licensee (such as the rental house) tells ATF and the local police (27 CFR 478.39a)
          injury: by 2026-11-23 01:05:00 the employer, after a death tells OSHA (29 CFR 1904.39)
          injury: by 2026-11-23 17:05:00 the employer, after a stay in hospital, an amputation or the loss of an eye tells OSHA (29 CFR 1904.39)
        outside the US: What this place asks for is not known here. Ask the police now.
    "#]]
    .assert_eq(&table);
}
