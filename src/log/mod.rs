//! The append-only log: opaque lines, in order, durable once acknowledged, with tree and checkpoints.
//!
//! The log knows the envelope of a line and nothing of its data. [`read`] and [`Reading::sound`]
//! say what the files of a log hold and whether it may be continued; [`Log`] continues it. The
//! disk is a [`Storage`], so the log itself touches no file.

mod append;
mod checkpoint;
mod damage;
mod envelope;
mod error;
mod fan;
mod head_code;
mod line_places;
mod merkle;
mod note;
mod proof;
mod reading;
mod reopen;
mod scan;
mod standing;
mod storage;

pub use append::{Appended, CUT_ABOVE, Log};
pub use checkpoint::{Checkpoint, MAX_LINES, Origin, OriginError, log_id};
pub use damage::{Damage, Place, Reason};
pub use envelope::{Envelope, EnvelopeError, MAX_LINE};
pub use error::{LogError, Remedy};
pub use fan::{Fan, Serial, ahead, fan_out};
pub use head_code::{HeadCodeError, head_code, parse_head_code, phone_code};
pub use line_places::LinePlaces;
pub use merkle::{Hash, Thin, Tree, leaf_hash, node_hash};
pub use note::{Note, NoteError, Verified};
pub use proof::{
    Inclusion, MAX_PATH, ProofError, check_consistency, check_inclusion, consistency_proof,
    contradict, inclusion_proof, read_leaves, write_leaves,
};
pub use reading::{DataError, Newer, Reading, Rest, Segment, Torn};
pub use reopen::{Recovered, read_storage};
pub use scan::{read, read_with};
pub use standing::{Covers, Shortfall, Sound, Unsound, Why};
pub use storage::{Put, Storage};
