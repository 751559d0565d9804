//! Which levels of which modules go together.

use super::contrat::Module;

/// The largest number of modules of an offer.
pub const MODULES_MAX: usize = 8;

/// The level taken in each module, by rank; none where the module is not taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Niveaux([Option<u8>; MODULES_MAX]);

impl Niveaux {
    /// This level of the first module, and nothing else.
    #[must_use]
    pub fn du_premier(niveau: usize) -> Self {
        Self::default().avec(0, niveau)
    }

    /// The same with a level of one more module; ranks beyond the maximum change nothing.
    #[must_use]
    pub fn avec(mut self, module: usize, niveau: usize) -> Self {
        if let (Some(place), Ok(niveau)) = (self.0.get_mut(module), u8::try_from(niveau)) {
            *place = Some(niveau);
        }
        self
    }

    /// Rank of the level of a module, when it is taken.
    #[must_use]
    pub fn du_module(&self, module: usize) -> Option<usize> {
        self.0.get(module).copied().flatten().map(usize::from)
    }

    /// The rank of the level of each module, in order.
    pub fn iter(&self) -> impl Iterator<Item = Option<usize>> {
        self.0.into_iter().map(|niveau| niveau.map(usize::from))
    }
}

/// « écart maximum de 2 entre H et M ».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EcartMax {
    /// The modules compared, by rank.
    pub entre: Vec<usize>,
    /// How many levels apart they may be.
    pub de: usize,
}

/// The rules by which levels are put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composition {
    /// Levels that must stay near one another.
    pub ecarts: Vec<EcartMax>,
    /// Modules of which one at most is taken, by rank.
    pub un_seul: Vec<Vec<usize>>,
}

impl Composition {
    /// Every way to take these modules, in the order of their levels.
    #[must_use]
    pub fn toutes(&self, modules: &[Module]) -> Vec<Niveaux> {
        let mut compositions = vec![Niveaux::default()];
        for (rang, module) in modules.iter().enumerate() {
            compositions = compositions
                .into_iter()
                .flat_map(|debut| suites(debut, rang, module))
                .filter(|niveaux| self.permet(niveaux))
                .collect();
        }
        compositions
    }

    fn permet(&self, niveaux: &Niveaux) -> bool {
        let pris = |modules: &[usize]| -> Vec<usize> {
            let niveaux = modules.iter().map(|module| niveaux.du_module(*module));
            niveaux.flatten().collect()
        };
        let proches = self.ecarts.iter().all(|ecart| {
            let pris = pris(&ecart.entre);
            let (min, max) = (pris.iter().min(), pris.iter().max());
            min.zip(max).is_none_or(|(min, max)| max - min <= ecart.de)
        });
        proches && self.un_seul.iter().all(|groupe| pris(groupe).len() <= 1)
    }
}

/// What a module may add to a composition.
fn suites(debut: Niveaux, rang: usize, module: &Module) -> Vec<Niveaux> {
    let mut suites = Vec::new();
    if module.facultatif {
        suites.push(debut);
    }
    match module.suit {
        Some(suivi) => suites.extend(
            debut
                .du_module(suivi)
                .map(|niveau| debut.avec(rang, niveau)),
        ),
        None => suites.extend((0..module.niveaux.len()).map(|niveau| debut.avec(rang, niveau))),
    }
    suites
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(id: &str, niveaux: usize, facultatif: bool, suit: Option<usize>) -> Module {
        Module {
            id: id.to_owned(),
            niveaux: (1..=niveaux).map(|niveau| niveau.to_string()).collect(),
            facultatif,
            suit,
            ..Module::default()
        }
    }

    /// APRIL Santé Mix: 6 × 6 levels at most 2 apart = 6 + 2 × 5 + 2 × 4 = 24; each alone,
    /// with one renfort or with the other, never both: 24 × 3 = 72.
    #[test]
    fn les_compositions_d_april() {
        let modules = [
            module("H", 6, false, None),
            module("M", 6, false, None),
            module("RF", 6, true, Some(1)),
            module("RS", 6, true, Some(1)),
        ];
        let composition = Composition {
            ecarts: vec![EcartMax {
                entre: vec![0, 1],
                de: 2,
            }],
            un_seul: vec![vec![2, 3]],
        };
        let toutes = composition.toutes(&modules);
        assert_eq!(toutes.len(), 72);
        let sans = |n: &&Niveaux| n.du_module(2).is_none() && n.du_module(3).is_none();
        assert_eq!(toutes.iter().filter(sans).count(), 24);
        for niveaux in &toutes {
            if let Some(renfort) = niveaux.du_module(2).or(niveaux.du_module(3)) {
                assert_eq!(niveaux.du_module(1), Some(renfort));
            }
        }
    }
}
