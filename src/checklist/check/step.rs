//! Steps: what they ask, of whom, and that what people die of is never a mere tick.

use super::cx::{Cx, Site};
use super::names::check_name;
use super::possible::can_hold;
use crate::checklist::draft;
use crate::checklist::model::StepIx;
use crate::checklist::{Dwell, RoleIx, ShowWhen, Step};
use crate::source::{At, Code};
use crate::terms::{LineText, StepPath};

impl<'d> Cx<'d, '_> {
    pub(super) fn resolve_step(
        &mut self,
        draft: &'d draft::Step,
        ix: StepIx,
        before: Option<&'d draft::Kind>,
    ) -> Option<Step> {
        let id = draft.id.as_ref();
        let place = id.map_or("", |id| id.value.as_str());
        let site = Site::asking(ix);
        let by = self.optional_role(draft.by.as_ref());
        let to = self.optional_role(draft.to.as_ref());
        if let (Some(Some(by)), Some(Some(to)), Some(Some(name))) = (by, to, &draft.to)
            && by == to
        {
            self.tell(
                Code::SameRole,
                name.span,
                "whoever asks also answers here",
                "name another role",
            );
        }
        let when = self.when(draft.when.as_ref(), site);
        let refs = self.cited(draft.refs.as_deref().unwrap_or_default());
        let dwell = draft.dwell.as_ref().map(|dwell| dwell.as_ref().map(|dwell| self.dwell(dwell)));
        let note = self.optional_line(place, "note", draft.note.as_ref());
        let kind = draft.kind.as_ref().and_then(|kind| {
            self.killer(draft, kind);
            self.kind(place, kind, ix, before)
        });
        let declares = match draft.declares.as_ref() {
            Some(Some(declares)) => self.declares(declares, draft, ix).map(Some),
            Some(None) => Some(None),
            None => None,
        };
        let mut id_ok = None;
        if let Some(id) = id {
            // Its form was told with the names.
            id_ok = id.value.parse().ok();
        }
        Some(Step {
            path: StepPath::top(id_ok?),
            killer: draft.killer.as_ref()?.value,
            by: by?,
            to: to?,
            when: when?,
            refs: refs?,
            dwell: match dwell? {
                Some(dwell) => Some(dwell?),
                None => None,
            },
            note: note?,
            pause_before: draft.pause_before?,
            declares: declares?,
            kind: kind?,
        })
    }

    pub(super) fn optional_role(
        &mut self,
        name: Option<&Option<draft::Name>>,
    ) -> Option<Option<RoleIx>> {
        match name? {
            Some(name) => self.role(name).map(Some),
            None => Some(None),
        }
    }

    pub(super) fn optional_line(
        &mut self,
        place: &str,
        field: &str,
        line: Option<&Option<draft::Line>>,
    ) -> Option<Option<String>> {
        match line? {
            Some(line) => {
                self.shown(&format!("{place}.{field}"), Some(line), LineText::REPLY).map(Some)
            }
            None => Some(None),
        }
    }

    /// When something is shown; a condition that can never hold hides it for ever, and is told.
    pub(super) fn when(
        &mut self,
        when: Option<&'d Option<At<draft::Condition>>>,
        site: Site,
    ) -> Option<Option<ShowWhen>> {
        match when? {
            Some(when) => self.shown_when(when, site).map(Some),
            None => Some(None),
        }
    }

    pub(super) fn shown_when(
        &mut self,
        when: &'d At<draft::Condition>,
        site: Site,
    ) -> Option<ShowWhen> {
        let resolved = self.condition(&when.value, site)?;
        if !can_hold(&resolved, self) {
            let found = "this can never be so, and nothing under it is ever reached";
            self.tell(Code::Unreachable, when.span, found, "mend the condition or remove it all");
        }
        Some(ShowWhen(resolved))
    }

    fn cited(&mut self, names: &[draft::Name]) -> Option<Vec<usize>> {
        let mut all = Vec::new();
        for name in names {
            let at = self.names.refs.iter().rposition(|known| *known == name.value);
            if at.is_none() {
                let mend = crate::source::hint(&name.value, &self.names.refs);
                let found = format!("the refs hold no {:?}", name.value);
                self.tell(Code::UnknownName, name.span, found, &mend);
            }
            all.push(at);
        }
        all.into_iter().collect()
    }

    fn dwell(&mut self, dwell: &draft::Dwell) -> Option<Dwell> {
        let floor = dwell.floor.as_ref().and_then(|floor| self.time(floor));
        let block = dwell.on_fast.as_ref().map(|on_fast| match on_fast {
            draft::OnFast::Flag => false,
            draft::OnFast::Block => true,
        });
        Some(Dwell { floor: floor?, block: block? })
    }

    /// A killer step has to be one that can be answered wrongly.
    fn killer(&mut self, step: &draft::Step, kind: &At<draft::Kind>) {
        use draft::Kind as K;
        if !step.killer.as_ref().is_some_and(|killer| killer.value) {
            return;
        }
        let inside = if let K::Each { steps, .. } = &kind.value { steps.as_ref() } else { None };
        let proves = match (&kind.value, inside) {
            (K::Challenge { expect: Some(expect), refuse: Some(refuse), .. }, _) => {
                expect.written.saturating_add(refuse.len()) >= 2
            }
            (_, Some(inside)) => {
                let mut kinds = inside.rows.iter().map(|step| step.kind.as_ref());
                kinds.any(|kind| kind.is_none_or(|kind| proves(&kind.value)))
            }
            (kind, None) => proves(kind),
        };
        if !proves {
            self.tell(
                Code::KillerTick,
                kind.span.head(1),
                "a killer step cannot be a mere tick",
                "use Challenge with replies to refuse, Choose, Count, BlindCount, Match or an Each of these",
            );
        }
    }
}

/// Whether a kind can be answered wrongly.
fn proves(kind: &draft::Kind) -> bool {
    use draft::Kind as K;
    match kind {
        K::Challenge { .. }
        | K::Choose { .. }
        | K::ChooseMany { .. }
        | K::Count { .. }
        | K::BlindCount { .. }
        | K::Measure { .. }
        | K::Match { .. }
        | K::Scan { .. }
        | K::Include { .. }
        | K::Proof { .. }
        // Its own steps are looked at; without any that could be read nothing is told.
        | K::Each { .. } => true,
        K::Say { .. }
        | K::Confirm { .. }
        | K::Text { .. }
        | K::Photo { .. }
        | K::Attach { .. }
        | K::Wait { .. }
        | K::Custody { .. }
        | K::Show { .. }
        | K::Sign { .. } => false,
    }
}

/// The name of a tally and the answers that it counts.
pub(super) fn tally_name(cx: &mut Cx<'_, '_>, name: &draft::Name) -> Option<crate::terms::StepId> {
    check_name(name, cx.mistakes)
}
