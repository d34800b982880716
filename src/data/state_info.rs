//! What is known of each member and observer state of the United Nations.

/// A member or observer state of the United Nations.
#[derive(Debug, PartialEq, Eq)]
pub struct StateInfo {
    /// The ISO 3166-1 alpha-3 code, by which content names the state.
    pub code: &'static str,
    /// The ISO 3166-1 alpha-2 code.
    pub alpha2: &'static str,
    /// The English short name in the UN's list of Member States.
    pub name: &'static str,
    /// The name in lower-case ASCII, without what stands in brackets, for alphabetical order.
    pub sort_key: &'static str,
    /// The regional group with which the state is counted.
    pub group: Group,
    /// Whether the state is an observer and not a member.
    pub observer: bool,
    /// Other names and codes that an author may type; they are understood and never printed.
    pub aliases: &'static [&'static str],
}

/// A regional group of the United Nations, in the order of the groups' English names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The African Group.
    Ag,
    /// The Asia-Pacific Group.
    Apg,
    /// The Eastern European Group.
    Eeg,
    /// The Latin American and Caribbean Group.
    Grulac,
    /// The Western European and Others Group.
    Weog,
    /// No group: the observer states.
    None,
}

impl Group {
    /// The groups in the order in which a page lists them.
    pub const ALL: [Self; 6] = [Self::Ag, Self::Apg, Self::Eeg, Self::Grulac, Self::Weog, Self::None];

    /// Returns the abbreviation in use at the UN, and `OBS` for the observers.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ag => "AG",
            Self::Apg => "APG",
            Self::Eeg => "EEG",
            Self::Grulac => "GRULAC",
            Self::Weog => "WEOG",
            Self::None => "OBS",
        }
    }

    /// Returns the English name of the group.
    pub fn title(self) -> &'static str {
        match self {
            Self::Ag => "African Group",
            Self::Apg => "Asia-Pacific Group",
            Self::Eeg => "Eastern European Group",
            Self::Grulac => "Latin American and Caribbean Group",
            Self::Weog => "Western European and Others Group",
            Self::None => "Observer States",
        }
    }
}
