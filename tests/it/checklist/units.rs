//! Units: what a list is once the steps of its units stand in their places.

use std::fmt::Write as _;

use expect_test::expect;
use showclear::checklist::{Checklist, Content, Kind, Set, StepIx, StopWhen};

fn put_together(folder: &str, file: &str) -> Checklist {
    let texts = super::corpus::together(folder);
    let set = Set::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let (_, found) = set.files().find(|(source, _)| source.name == file).unwrap();
    let list = if let Content::List(list) = found { Some(list) } else { None };
    Checklist::clone(list.unwrap())
}

/// The list with every name looked up again from its place.
pub(super) fn told(list: &Checklist) -> String {
    let mut out = String::new();
    let name = |ix: &StepIx| {
        let found = list.steps.get(ix.top()).map(|top| match ix.inner() {
            Some(inner) => {
                top.path.each(1, &top.kind.inside().get(inner).unwrap().path).to_string()
            }
            None => top.path.to_string(),
        });
        found.unwrap_or_default()
    };
    let role = |ix: &showclear::checklist::RoleIx| list.role(*ix).unwrap().role.to_string();
    for step in &list.steps {
        let who: Vec<String> = step.by.iter().chain(&step.to).map(role).collect();
        write!(out, "{} [{}]", step.path, who.join(", ")).unwrap();
        if step.pause_before {
            out += " pause";
        }
        for at in &step.refs {
            write!(
                out,
                " cites {}",
                list.refs.get(*at).map_or(String::new(), |one| one.id.to_string())
            )
            .unwrap();
        }
        if let Some(when) = &step.when {
            write!(out, " when {:?}", when.0).unwrap();
        }
        if let Kind::BlindCount { roles, .. } = &step.kind {
            let roles: Vec<String> = roles.iter().map(role).collect();
            write!(out, " counted by {}", roles.join(", ")).unwrap();
        }
        out += "\n";
    }
    for (name, value) in &list.facts {
        writeln!(out, "fact {name} {value:?}").unwrap();
    }
    for (at, flag) in list.flags.iter().enumerate() {
        writeln!(out, "flag {at} {flag}").unwrap();
    }
    for stop in &list.stops {
        let armed = match &stop.when {
            StopWhen::At(armed, _) => armed.iter().map(name).collect(),
            StopWhen::Always(when) => vec![format!("always {when:?}")],
        };
        let by: Vec<String> = stop.clearing.by.iter().map(role).collect();
        let from = name(&stop.clearing.restart);
        writeln!(out, "stop {} at {}: {} from {from}", stop.id, armed.join(", "), by.join(", "))
            .unwrap();
    }
    for (hazard, steps) in &list.covers {
        let steps: Vec<String> = steps.iter().map(name).collect();
        writeln!(out, "{hazard}: {}", steps.join(", ")).unwrap();
    }
    for one in &list.strings {
        writeln!(out, "{} {}{}", one.lang, one.place, if one.stale { " stale" } else { "" })
            .unwrap();
    }
    for unit in &list.units {
        writeln!(out, "unit {} {}", unit.id, unit.rev).unwrap();
    }
    out
}

#[test]
fn the_steps_of_units_stand_in_their_places() {
    let list = put_together("units-good", "list.ron");
    expect![[r#"
        tag []
        b.light [second, lead] pause cites b.sheet when All([Text(Attribute(InputIx(0), Kind), true, Literal("revolver")), OneOf(Attribute(InputIx(0), Action), ["single", "double"])])
        b.tool.in [lead] when All([All([Text(Attribute(InputIx(0), Kind), true, Literal("revolver")), OneOf(Attribute(InputIx(0), Action), ["single", "double"])]), Text(Step(StepIx { top: 1, inner: None }), true, Literal("seen"))])
        b.rounds [] when All([Text(Attribute(InputIx(0), Kind), true, Literal("revolver")), OneOf(Attribute(InputIx(0), Action), ["single", "double"])])
        b.count [] when All([Text(Attribute(InputIx(0), Kind), true, Literal("revolver")), OneOf(Attribute(InputIx(0), Action), ["single", "double"])]) counted by lead, second
        end [] when All([Number(Fact(FactIx(1)), Gt, Literal(0)), Older(StepIx { top: 4, inner: None }, 60000)])
        fact b.expected Diff(Number(Capacity(InputIx(0))), Number(Tally(StepIx { top: 3, inner: None }, 0)))
        fact spare Diff(Number(Input(InputIx(1))), Number(Fact(FactIx(0))))
        flag 0 b.tool.through
        flag 1 b.no-light
        stop counts at b.count: lead from b.light
        stop light at b.light: lead from tag
        stop b.unsure at b.rounds: lead, second from b.light
        stop b.dark at always All([All([Text(Attribute(InputIx(0), Kind), true, Literal("revolver")), OneOf(Attribute(InputIx(0), Action), ["single", "double"])]), Raised(FlagIx(1))]): lead from b.light
        bore-obstruction: b.light, b.tool.in, b.rounds, b.count
        swapped-gun: tag
        live-among-dummies: b.rounds
        es b.light.ask stale
        es b.light.of.1 stale
        es b.unsure.say
        unit bore 3
        unit rod 1
    "#]]
    .assert_eq(&told(&list));
}

#[test]
fn four_units_deep_is_read_and_every_step_has_an_address() {
    let list = put_together("unit-depth", "fits.ron");
    let step = &list.steps[0].path;
    assert_eq!(step.to_string(), "x.d.c.b.look");
    assert_eq!(step.to_string().parse(), Ok(step.clone()));
    let units: Vec<&str> = list.units.iter().map(|unit| unit.id.as_str()).collect();
    assert_eq!(units, ["d", "c", "b", "a"]);
}
