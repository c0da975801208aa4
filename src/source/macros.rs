//! Two macros that turn a declaration into a type and the way it is read.

/// Declares a record and how it is read.
///
/// Every field is `Option<T>`: `None` means that a mistake in it was told, and the rest of the
/// record is still there to be checked.
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis $name:ident { $($(#[$doc:meta])* $field:ident : $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        $vis struct $name { $($(#[$doc])* $vis $field: Option<$ty>),* }

        impl<'s> $crate::source::Decode<'s> for $name {
            const WHAT: &'static str = concat!(stringify!($name), "(…)");

            fn decode(
                node: &$crate::source::Node<'s>,
                mistakes: &mut $crate::source::Mistakes,
            ) -> Option<Self> {
                let mut fields = $crate::source::Fields::of(stringify!($name), node, mistakes)?;
                $(let $field = fields.take::<$ty>(stringify!($field), mistakes);)*
                fields.finish(mistakes);
                Some(Self { $($field),* })
            }
        }
    };
}

/// Declares a choice among bare names, tuples and records, and how it is read.
macro_rules! choice {
    ($(#[$meta:meta])* $vis:vis $name:ident as $what:literal { $(
        $(#[$doc:meta])* $variant:ident
            $( ( $($arg:ty),+ ) )?
            $( { $($field:ident : $ty:ty),* $(,)? } )?
    ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        $vis enum $name { $(
            $(#[$doc])* $variant $( ( $($arg),+ ) )? $( { $($field: Option<$ty>),* } )?
        ),* }

        impl<'s> $crate::source::Decode<'s> for $name {
            const WHAT: &'static str = $what;

            fn decode(
                node: &$crate::source::Node<'s>,
                mistakes: &mut $crate::source::Mistakes,
            ) -> Option<Self> {
                let Some(name) = node.name() else {
                    return $crate::source::expected(Self::WHAT, node, mistakes);
                };
                $(if name == stringify!($variant) {
                    return choice!(
                        @read $name $variant node mistakes
                        $( ( $($arg),+ ) )? $( { $($field : $ty),* } )?
                    );
                })*
                if matches!(name, "Some" | "None") {
                    return $crate::source::expected(Self::WHAT, node, mistakes);
                }
                let span = node.span.head(name.len());
                let found = format!("{name} is not known here");
                let mistake =
                    $crate::source::Mistake::new($crate::source::Code::UnknownChoice, span, found);
                let known = [$(stringify!($variant)),*];
                mistakes.tell(mistake.mend($crate::source::hint(name, &known)));
                None
            }
        }
    };
    (@read $name:ident $variant:ident $node:ident $mistakes:ident) => {
        if $node.values().is_some_and(<[_]>::is_empty) {
            Some($name::$variant)
        } else {
            let what = concat!(stringify!($variant), " alone, with nothing in parentheses");
            $crate::source::expected(what, $node, $mistakes)
        }
    };
    (@read $name:ident $variant:ident $node:ident $mistakes:ident ( $($arg:ty),+ )) => {{
        let want = [$(<$arg as $crate::source::Decode<'_>>::WHAT),+];
        let items = $node.values().unwrap_or_default();
        if items.len() != want.len() {
            let what = format!("{}({})", stringify!($variant), want.join(", "));
            return $crate::source::expected(&what, $node, $mistakes);
        }
        let mut items = items.iter();
        // All are read before the first that failed is given up on.
        let all = ($({
            let item = items.next()?;
            <$arg as $crate::source::Decode<'s>>::decode(item, $mistakes)
        },)+);
        choice!(@build $name $variant all $($arg),+)
    }};
    (@read $name:ident $variant:ident $node:ident $mistakes:ident { $($field:ident : $ty:ty),* }) => {{
        let mut fields =
            $crate::source::Fields::of(stringify!($variant), $node, $mistakes)?;
        $(let $field = fields.take::<$ty>(stringify!($field), $mistakes);)*
        fields.finish($mistakes);
        Some($name::$variant { $($field),* })
    }};
    (@build $name:ident $variant:ident $all:ident $a:ty) => {
        Some($name::$variant($all.0?))
    };
    (@build $name:ident $variant:ident $all:ident $a:ty, $b:ty) => {
        Some($name::$variant($all.0?, $all.1?))
    };
    (@build $name:ident $variant:ident $all:ident $a:ty, $b:ty, $c:ty) => {
        Some($name::$variant($all.0?, $all.1?, $all.2?))
    };
}

pub(crate) use {choice, record};
