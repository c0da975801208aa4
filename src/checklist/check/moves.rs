//! Moves as steps: who gives and who takes, and what happens at once with an answer.

use super::cx::{Cx, Site, Sort};
use crate::checklist::atom::Operand;
use crate::checklist::draft::{self, Kind as K};
use crate::checklist::{NumberRef, RoleIx};
use crate::source::{At, Code, Span};
use crate::terms::Act;

impl Cx<'_, '_> {
    pub(super) fn joined(&mut self, span: Span, before: Option<&K>) {
        let joins = matches!(
            before,
            Some(K::Choose { .. } | K::Challenge { .. } | K::Count { .. } | K::BlindCount { .. })
        );
        if !joins {
            self.tell(
                Code::BadJoin,
                span,
                "there is no answer just before for this move to go with",
                "put it right after a Choose, Challenge, Count or BlindCount, or leave joined out",
            );
        }
    }

    /// How many rounds a move says came out; only an unload says so.
    pub(super) fn came_out(
        &mut self,
        number: &Option<Option<At<Operand>>>,
        act: Act,
        site: Site,
    ) -> Option<Option<NumberRef>> {
        let Some(number) = number.as_ref()? else { return Some(None) };
        if act != Act::Unload {
            let found = format!("nothing comes out when it is {}", act.words());
            self.tell(
                Code::UnknownField,
                number.span,
                found,
                "say it of an Unload, or leave it out",
            );
            return None;
        }
        self.operand(number, site).map(Some)
    }

    pub(super) fn act(
        &mut self,
        act: &draft::Act,
        (from, to): (Option<Option<RoleIx>>, Option<Option<RoleIx>>),
        span: Span,
    ) -> Option<Act> {
        use draft::Act as A;
        let (act, both) = match act {
            A::Issue => (Act::Issue, true),
            A::Collect => (Act::Collect, true),
            A::HandOver => (Act::HandOver, true),
            A::TakeOut => (Act::TakeOut, false),
            A::SetDown => (Act::SetDown, false),
            A::LockAway => (Act::LockAway, false),
            A::MakeSafe => (Act::MakeSafe, false),
            A::Unload => (Act::Unload, false),
            A::Seal => (Act::Seal, false),
            A::Open => (Act::Open, false),
            A::TransferOut => (Act::TransferOut, false),
            A::TransferIn => (Act::TransferIn, false),
            A::Quarantine => (Act::Quarantine, false),
            A::Release => (Act::Release, false),
        };
        if both && (from == Some(None) || to == Some(None)) {
            let found = format!("a move \"{}\" needs who gives and who takes", act.words());
            self.tell(Code::MissingField, span.head(7), found, "add from: and to:");
            return None;
        }
        if let (Some(Some(giver)), Some(Some(taker))) = (from, to)
            && giver == taker
        {
            self.tell(
                Code::SameRole,
                span.head(7),
                "whoever gives also takes here",
                "name another role",
            );
            return None;
        }
        self.adds_move(act, span.head(7));
        Some(act)
    }

    /// A move is recorded as done: what an overlay adds may put a gun away, and never give, open, unload or release it.
    pub(super) fn adds_move(&mut self, act: Act, span: Span) {
        if self.sort == Sort::Overlay && !puts_away(act) {
            let found = format!("what an overlay adds would record the move \"{}\"", act.words());
            let mend = "an overlay only tightens; it may lock away, seal, set apart, or point clear and open";
            self.tell(Code::Loosens, span, found, mend);
        }
    }
}

/// Whether an act ends what was declared of a gun, and gives it to nobody and takes no alarm off it.
fn puts_away(act: Act) -> bool {
    match act {
        Act::LockAway | Act::MakeSafe | Act::Seal | Act::Quarantine => true,
        Act::Issue
        | Act::Collect
        | Act::HandOver
        | Act::TakeOut
        | Act::SetDown
        | Act::Unload
        | Act::Open
        | Act::TransferOut
        | Act::TransferIn
        | Act::Release => false,
    }
}

/// The answer that a move after `step` can go with; several moves can go with one answer.
pub(super) fn joinable<'d>(before: Option<&'d K>, step: &'d draft::Step) -> Option<&'d K> {
    let kind = &step.kind.as_ref()?.value;
    if let K::Custody { joined: Some(At { value: true, .. }), .. } = kind {
        return before;
    }
    Some(kind)
}
