//! What kinds of things there are, and what each can show.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $words:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),* }

        impl $name {
            /// Every one, in the order it is offered.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// As lines and checklist files write it.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// As people read it.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words),* }
            }

            /// The one that `code` names.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(super) use words;

words! {
    /// What of a production is private, each with a term of its own after which it may be erased.
    Private {
        /// The name of somebody who has a key or a role.
        Name = "name", "names of people";
        /// The name of somebody without a key, who acknowledged.
        Keyless = "keyless", "names of people without a key";
        /// The particulars of an item.
        Particulars = "particulars", "particulars of items";
        /// How somebody is reached, and the numbers of their permits.
        Details = "details", "details of people";
        /// A photo or file of an answer.
        Photo = "photo", "photos and files of answers";
    }
}

words! {
    /// What a thing under custody is.
    ItemKind {
        /// A revolver.
        Revolver = "revolver", "revolver";
        /// A self-loading pistol.
        Pistol = "pistol", "pistol";
        /// A rifle or carbine.
        Rifle = "rifle", "rifle";
        /// A shotgun.
        Shotgun = "shotgun", "shotgun";
        /// A submachine gun or machine gun.
        MachineGun = "machine_gun", "machine gun";
        /// A black-powder gun.
        BlackPowder = "black_powder", "black-powder gun";
        /// A gun made for blanks only.
        BlankOnly = "blank_only", "blank-only gun";
        /// A solid replica that cannot fire.
        Replica = "replica", "solid replica";
        /// A rubber or foam gun.
        Rubber = "rubber", "rubber gun";
        /// An airsoft, CO2 or gas gun.
        Airsoft = "airsoft", "airsoft or gas gun";
        /// An electric or flash-paper device.
        Flash = "flash", "flash device";
        /// A numbered tray of dummies, all of one style of proof.
        DummyTray = "dummy_tray", "tray of dummies";
        /// A numbered tray of blanks.
        BlankTray = "blank_tray", "tray of blanks";
        /// A magazine.
        Magazine = "magazine", "magazine";
        /// A safe, case or box.
        Container = "container", "container";
    }
}

impl ItemKind {
    /// Whether it can be loaded with rounds.
    #[must_use]
    pub fn is_gun(self) -> bool {
        match self {
            Self::Revolver
            | Self::Pistol
            | Self::Rifle
            | Self::Shotgun
            | Self::MachineGun
            | Self::BlackPowder
            | Self::BlankOnly => true,
            Self::Replica
            | Self::Rubber
            | Self::Airsoft
            | Self::Flash
            | Self::DummyTray
            | Self::BlankTray
            | Self::Magazine
            | Self::Container => false,
        }
    }

    /// Whether it may have a printed label with a code. A gun, and what looks like one, may not: oil, rain and hands take the
    /// label off, and a code that was scanned is not the gun that was looked at.
    #[must_use]
    pub fn takes_a_label(self) -> bool {
        match self {
            Self::DummyTray | Self::BlankTray | Self::Magazine | Self::Container => true,
            Self::Revolver
            | Self::Pistol
            | Self::Rifle
            | Self::Shotgun
            | Self::MachineGun
            | Self::BlackPowder
            | Self::BlankOnly
            | Self::Replica
            | Self::Rubber
            | Self::Airsoft
            | Self::Flash => false,
        }
    }

    /// Whether it looks like a gun and is not one.
    #[must_use]
    pub fn is_look_alike(self) -> bool {
        match self {
            Self::Replica | Self::Rubber | Self::Airsoft | Self::Flash => true,
            Self::Revolver
            | Self::Pistol
            | Self::Rifle
            | Self::Shotgun
            | Self::MachineGun
            | Self::BlackPowder
            | Self::BlankOnly
            | Self::DummyTray
            | Self::BlankTray
            | Self::Magazine
            | Self::Container => false,
        }
    }
}

words! {
    /// How a gun works, which says how its chambers are shown.
    Action {
        /// Single action with a loading gate: one chamber at a time.
        Single = "single", "single action, loading gate";
        /// Double action with a cylinder that swings out.
        Double = "double", "double action, swing-out cylinder";
        /// Self-loading, with a magazine.
        SemiAuto = "semi_auto", "semi-automatic";
        /// Fully automatic.
        Automatic = "automatic", "automatic";
        /// Bolt.
        Bolt = "bolt", "bolt";
        /// Lever.
        Lever = "lever", "lever";
        /// Pump.
        Pump = "pump", "pump";
        /// Break-open.
        Break = "break", "break-open";
        /// Muzzle-loading.
        MuzzleLoading = "muzzle_loading", "muzzle-loading";
        /// It has none.
        None = "none", "no action";
    }
}

words! {
    /// What state the barrel is in, which says how the bore can be shown.
    Barrel {
        /// Open from chamber to muzzle: light or a rod goes through.
        Open = "open", "open";
        /// Restricted for blanks: the armorer's gauge or strip, no light.
        Restricted = "restricted", "restricted for blanks";
        /// Solid or plugged: the plug is seen in its place.
        Solid = "solid", "solid or plugged";
        /// It has none.
        None = "none", "no barrel";
    }
}
