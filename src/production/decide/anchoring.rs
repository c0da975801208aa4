//! Times from an authority: asking for one over a signed text, and taking the answer.

use crate::event::{AnchorReceived, AnchorRequested, Event};
use crate::production::command::{TimeAnswer, TimeRequest};
use crate::production::finish::Draft;
use crate::production::refusal::Refusal;
use crate::production::state::Production;
use crate::terms::{Digest, Nonce};

/// Records that a request was made; its bytes are durable before that.
pub(super) fn request(state: &Production, asked: &TimeRequest) -> Result<Draft, Refusal> {
    let TimeRequest { statement, request, object } = *asked;
    let what = AnchorRequested {
        statement,
        text: Digest(request.text),
        nonce: Nonce(request.nonce.to_be_bytes()),
        request: object,
    };
    if let Some(fault) = state.anchors.against_request(&what) {
        return Err(fault.into());
    }
    let events = vec![Event::AnchorRequested(what)];
    Ok(Draft { events, end: false, objects: vec![object] })
}

/// Records the answer to one of the requests; its bytes are durable before that.
pub(super) fn take(state: &Production, answer: &TimeAnswer) -> Result<Draft, Refusal> {
    let TimeAnswer { token, response } = answer;
    let asked = state.anchors.answered(token)?;
    let what = AnchorReceived {
        statement: asked.statement,
        request: asked.request,
        response: *response,
        time: token.time(),
        certificate: Digest(token.certificate()),
    };
    if let Some(fault) = state.anchors.against_answer(&what) {
        return Err(fault.into());
    }
    let events = vec![Event::AnchorReceived(what)];
    Ok(Draft { events, end: false, objects: vec![*response] })
}
