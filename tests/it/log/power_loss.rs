//! Whatever single call fails and whenever the power goes, acknowledged lines stay and none is invented.

use expect_test::{Expect, expect};
use showclear::log::{
    Covers, DataError, Hash, Log, LogError, Recovered, Remedy, Storage as _, read_storage,
};

use super::disk::{Disk, Fault};
use super::growth::grown;
use super::{decode, device};

/// Data of lines, and whether each closes its segment.
const ENTRIES: [(&str, bool); 5] = [
    ("{\"e\":\"one\"}", false),
    ("{\"e\":\"two\"}", true),
    ("{\"e\":\"three\"}", false),
    ("{\"e\":\"four\"}", false),
    ("{\"e\":\"five\"}", true),
];
const AFTER: &str = "{\"e\":\"after\"}";
const FAULTS: [Fault; 3] = [Fault::Nothing, Fault::Half, Fault::All];

fn offered() -> Vec<String> {
    ENTRIES.iter().map(|(data, _)| (*data).to_owned()).collect()
}

/// A log opened as a restarted program does, the data of its lines, and its torn tail.
type Opened<'a> = (Log<&'a mut Disk>, Vec<String>, Option<Recovered>);

fn open(disk: &mut Disk) -> Result<Opened<'_>, LogError> {
    let mut found = Vec::new();
    let reading = read_storage(&disk, keep(&mut found))?;
    found.truncate(usize::try_from(reading.size()).unwrap());
    let (_, origin) = device();
    let sound = reading.sound(origin, &Covers::default()).unwrap();
    let (log, recovered) = Log::open(disk, sound)?;
    Ok((log, found, recovered))
}

fn keep(found: &mut Vec<String>) -> impl FnMut(u64, &[u8]) -> Result<(), DataError> {
    |seq, data| {
        decode(seq, data)?;
        found.push(String::from_utf8(data.to_vec()).unwrap());
        Ok(())
    }
}

/// Every disk that a power loss now may leave opens, holds what it must, and takes a line.
fn check_survivors(disk: &Disk, acknowledged: &[String], offered: &[String], at: &str) {
    for mut survivor in disk.after_power_loss() {
        let at = format!("{at}, then {:?}", survivor.shown());
        let (mut log, mut found, _) = open(&mut survivor).unwrap();
        assert!(found.starts_with(acknowledged), "a line was lost: {at}");
        assert!(offered.starts_with(&found), "a line was invented: {at}");

        log.append(AFTER.as_bytes(), false).unwrap();
        found.push(AFTER.to_owned());
        for mut again in survivor.after_power_loss() {
            assert_eq!(open(&mut again).unwrap().1, found, "then again: {at}");
        }
    }
}

/// Calls `test` with every fault at every call to `disk`, until no call is left to fail.
fn with_every_fault(disk: &Disk, mut test: impl FnMut(&mut Disk, &str)) {
    for fault in FAULTS {
        for call in 0.. {
            let at = format!("{fault:?} done at call {call}");
            let mut disk = disk.clone().failing_at(call, fault);
            test(&mut disk, &at);
            if !disk.has_failed() {
                assert!(call > 5, "so few calls cannot make anything durable");
                break; // Every call there is has had its turn to fail.
            }
        }
    }
}

#[test]
pub(crate) fn an_acknowledged_line_survives_any_single_fault() {
    with_every_fault(&Disk::default(), |disk, at| {
        let mut log = Log::create(&mut *disk, device().1).unwrap();
        let mut acknowledged = Vec::new();
        for (data, end) in ENTRIES {
            // Keep writing after the fault, as a careless caller would.
            match log.append(data.as_bytes(), end) {
                Ok(_) => acknowledged.push(data.to_owned()),
                Err(err) => assert_eq!(err.remedy(), Remedy::Reopen, "{at}"),
            }
        }
        let poisoned = log.is_poisoned();
        assert_eq!(poisoned, disk.has_failed(), "{at}");
        assert_eq!(acknowledged == offered(), !poisoned, "{at}: {acknowledged:?}");
        check_survivors(disk, &acknowledged, &offered(), at);
    });
}

#[test]
pub(crate) fn a_log_that_was_reopened_after_a_fault_keeps_all_its_lines() {
    with_every_fault(&Disk::default(), |disk, at| {
        let mut log = Log::create(&mut *disk, device().1).unwrap();
        let mut found = Vec::new();
        for (data, end) in ENTRIES {
            if log.append(data.as_bytes(), end).is_ok() {
                found.push(data.to_owned());
                continue;
            }
            found.clear();
            log.reopen(keep(&mut found)).unwrap();
            found.truncate(usize::try_from(log.tree().size()).unwrap());
            if found.last().is_none_or(|last| last != data) {
                log.append(data.as_bytes(), end).unwrap();
                found.push(data.to_owned());
            }
        }
        assert_eq!(found, offered(), "{at}");
        check_survivors(disk, &offered(), &offered(), at);
    });
}

#[test]
pub(crate) fn a_fault_while_reopening_loses_nothing() {
    let mut disk = Disk::default();
    Log::create(&mut disk, device().1).unwrap().append(ENTRIES[0].0.as_bytes(), false).unwrap();
    let tail = b"{\"v\":1,\"seq\":1,";
    (&mut disk).append(1, tail).unwrap();

    with_every_fault(&disk, |disk, at| {
        let opened = open(disk).map(|(_, found, recovered)| (found, recovered.unwrap()));
        match opened {
            Ok((found, recovered)) => {
                assert_eq!(found, offered()[..1], "{at}");
                let kept = disk.shown().remove(&format!("recovered/{}", recovered.name));
                assert_eq!(kept.as_deref(), Some(&tail[..]), "{at}");
                assert_eq!((recovered.seq, recovered.sha256), (1, Hash::of(tail)), "{at}");
            }
            Err(err) => assert_eq!(err.remedy(), Remedy::Reopen, "{at}"),
        }
        let shown = disk.shown().into_values().collect::<Vec<_>>().concat();
        assert!(shown.windows(tail.len()).any(|bytes| bytes == tail), "{at}: the tail is gone");
        check_survivors(disk, &offered()[..1], &offered()[..1], at);
    });
}

#[test]
fn a_log_whose_folder_was_replaced_is_not_written_to() {
    #[track_caller]
    fn check(first_segment: &[u8], expected: Expect) {
        let other = Disk::with(&[("00001.jsonl", first_segment)]);
        // Two lines take six calls; the third line fails at its first.
        let mut disk = Disk::default().swapped_at(6, other);
        let mut log = Log::create(&mut disk, device().1).unwrap();
        log.append(b"{}", false).unwrap();
        log.append(b"{}", false).unwrap();
        log.append(b"{}", false).unwrap_err();
        let error = log.reopen(decode).unwrap_err();
        assert!(log.is_poisoned());
        assert_eq!(log.append(b"{}", false).unwrap_err().remedy(), Remedy::Reopen);
        expected.assert_eq(&format!("{:?}: {error}", error.remedy()));
        assert_eq!(disk.shown().into_values().next().unwrap(), first_segment);
    }
    let of = |lines: &[(&str, bool)]| grown(lines).remove(0).1;
    check(
        &of(&[("{}", false)]),
        expect!["NewLog: the log had 2 lines, and they are not all there any more"],
    );
    check(
        &of(&[("{}", false), ("{\"a\":1}", false)]),
        expect!["NewLog: the log had 2 lines, and they are not all there any more"],
    );
    check(
        &of(&[("{}", false), ("{\"later\":1}", false)]),
        expect![
            "UpdateProgram: 00001.jsonl line 2: written by a newer version of the program: member later"
        ],
    );
    check(
        b"x\ny\n",
        expect![[
            r#"NewLog: the log is damaged: 00001.jsonl line 1: not a line of this format: at byte 0 {"v": should stand"#
        ]],
    );
    check(b"", expect!["NewLog: the log had 2 lines, and they are not all there any more"]);
}

#[test]
pub(crate) fn files_that_changed_since_they_were_read_are_not_copied() {
    let mut read = Disk::with(&[("00001.jsonl", &grown(&[("{}", false)])[0].1)]);
    let mut now = Disk::with(&[("00001.jsonl", &grown(&[("{\"a\":1}", false)])[0].1)]);
    let reading = read_storage(&&mut read, decode).unwrap();
    let sound = reading.sound(device().1, &Covers::default()).unwrap();
    let error = Log::open(&mut now, sound).unwrap_err();
    assert!(matches!(error, LogError::Changed { segment: 1 }), "{error}");
}
