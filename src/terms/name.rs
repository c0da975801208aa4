//! Roles: what somebody is on a production or in a run.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::{IdError, NAME_FORM, is_name, text_serde};

/// Why a text is not the name of a role.
pub type RoleError = IdError;

/// The name of a role, such as `armorer` or `first_ad`.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Role(Box<str>);

/// The roles that the program itself knows something about.
pub mod role {
    /// Keeps the guns; a qualified handler.
    pub const ARMORER: &str = "armorer";
    /// A qualified handler.
    pub const PROPERTY_MASTER: &str = "property_master";
    /// A qualified handler, where the production says so.
    pub const ASSISTANT_PROPERTY_MASTER: &str = "assistant_property_master";
    /// Looks and never handles.
    pub const FIRST_AD: &str = "first_ad";
    /// A deputy whom the first AD named for the day; looks and never handles.
    pub const AD_DEPUTY: &str = "ad_deputy";
    /// Takes a gun for the action.
    pub const PERFORMER: &str = "performer";
    /// Stands in for a performer; takes a gun for the action.
    pub const STAND_IN: &str = "stand_in";
    /// Takes a gun for the action.
    pub const STUNT_PERFORMER: &str = "stunt_performer";
    /// Takes a gun for the action.
    pub const PHOTO_DOUBLE: &str = "photo_double";
    /// Writes down what others do and see.
    pub const RECORDER: &str = "recorder";
    /// Represents the production.
    pub const PRODUCTION_REP: &str = "production_rep";
    /// Answers for safety; often not on the set.
    pub const SAFETY_OFFICER: &str = "safety_officer";
    /// Camera operator, and those beside the camera.
    pub const CAMERA: &str = "camera";
    /// Plants the faults of a drill and watches it.
    pub const TRAINER: &str = "trainer";

    /// Who may hand a gun over and take it back.
    pub const HANDLERS: &[&str] = &[ARMORER, PROPERTY_MASTER, ASSISTANT_PROPERTY_MASTER];
    /// Who may take a gun for the action.
    pub const TAKERS: &[&str] = &[PERFORMER, STAND_IN, STUNT_PERFORMER, PHOTO_DOUBLE];
    /// Who looks for the assistant directors, and never handles.
    pub const DIRECTORS: &[&str] = &[FIRST_AD, AD_DEPUTY];
    /// Every role that a person can be given in the program, in the order it is offered.
    pub const ALL: &[&str] = &[
        ARMORER,
        PROPERTY_MASTER,
        ASSISTANT_PROPERTY_MASTER,
        FIRST_AD,
        AD_DEPUTY,
        PERFORMER,
        STAND_IN,
        STUNT_PERFORMER,
        PHOTO_DOUBLE,
        RECORDER,
        PRODUCTION_REP,
        SAFETY_OFFICER,
        CAMERA,
        TRAINER,
    ];
}

impl Role {
    /// The name as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the role of that name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        &*self.0 == name
    }

    /// The name as people read it: "first AD", "property master".
    #[must_use]
    pub fn words(&self) -> String {
        match &*self.0 {
            role::FIRST_AD => "first AD".to_owned(),
            role::AD_DEPUTY => "first AD's deputy".to_owned(),
            role::PRODUCTION_REP => "production representative".to_owned(),
            role::STAND_IN => "stand-in".to_owned(),
            other => other.replace(['_', '-'], " "),
        }
    }
}

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(text: &str) -> Result<Self, RoleError> {
        if is_name(text) {
            Ok(Self(text.into()))
        } else {
            Err(IdError::Form { expected: NAME_FORM, found: text.chars().take(60).collect() })
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_serde!(Role);
