//! From the tree of a file to the grafts of its faults.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Result, ensure};
use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{
    Arm, BinOp, Block, Expr, ExprBinary, ExprStruct, ExprUnary, ImplItemFn, ItemFn, Member, Pat,
    ReturnType, Signature, TraitItemFn, Type,
};

use crate::texte::{Cote, Greffe};
use crate::{Genre, Mutant, Place};

/// The grafts of one file, and the faults that no program can hold. Every fault of the list finds its place, or it is an error.
pub fn greffer(
    source: &str,
    mutants: &[&Mutant],
    constantes: &[String],
) -> Result<(Vec<Greffe>, Vec<u32>)> {
    let mut attendus: BTreeMap<(Genre, Place), Vec<(u32, String)>> = BTreeMap::new();
    for mutant in mutants {
        attendus
            .entry((mutant.genre, mutant.span.start))
            .or_default()
            .push((mutant.numero, mutant.replacement.clone()));
    }
    let mut greffeur = Greffeur {
        source,
        constantes,
        attendus,
        greffes: Vec::new(),
        refuses: Vec::new(),
        rang: 0,
    };
    greffeur.visit_file(&syn::parse_file(source)?);
    ensure!(
        greffeur.attendus.is_empty(),
        "sans place : {:?}",
        greffeur.attendus
    );
    Ok((greffeur.greffes, greffeur.refuses))
}

struct Greffeur<'a> {
    source: &'a str,
    constantes: &'a [String],
    attendus: BTreeMap<(Genre, Place), Vec<(u32, String)>>,
    greffes: Vec<Greffe>,
    refuses: Vec<u32>,
    rang: usize,
}

/// Whether a condition binds a name: `a && let Some(b) = c`.
fn lie(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binaire) if matches!(binaire.op, BinOp::And(_)) => {
            lie(&binaire.left) || lie(&binaire.right)
        }
        _ => false,
    }
}

/// What an arm asks beyond its pattern.
fn garde(branche: &Arm) -> Option<&Expr> {
    match &branche.pat {
        Pat::Guard(motif) => Some(&motif.guard),
        _ => None,
    }
}

/// The condition that one fault is the one chosen.
fn actif(mutant: u32) -> String {
    format!("crate::greffe::actif({mutant})")
}

impl Greffeur<'_> {
    fn texte(&self, ou: Span) -> &str {
        &self.source[ou.byte_range()]
    }

    fn prendre(&mut self, genre: Genre, ou: Span) -> Vec<(u32, String)> {
        let debut = ou.start();
        let place = Place {
            line: debut.line,
            column: debut.column + 1,
        };
        self.attendus.remove(&(genre, place)).unwrap_or_default()
    }

    fn poser(&mut self, place: usize, cote: Cote, texte: String, mutant: Option<u32>) {
        self.greffes.push(Greffe {
            place,
            cote,
            rang: self.rang,
            texte,
            mutant,
            ote: 0,
        });
    }

    /// Puts, before an expression, what each fault has in its stead.
    fn choisir(&mut self, ou: Range<usize>, choix: Vec<(u32, String)>) {
        if choix.is_empty() {
            return;
        }
        self.rang += 1;
        self.poser(ou.start, Cote::Ouvre, "(".to_owned(), None);
        for (mutant, faute) in choix {
            let texte = format!("if {} {{ {faute} }} else ", actif(mutant));
            self.poser(ou.start, Cote::Ouvre, texte, Some(mutant));
        }
        self.poser(ou.start, Cote::Ouvre, "{ ".to_owned(), None);
        self.poser(ou.end, Cote::Ferme, " })".to_owned(), None);
    }

    fn fonction(&mut self, signature: &Signature, corps: &Block) {
        let (Some(premier), Some(dernier)) = (corps.stmts.first(), corps.stmts.last()) else {
            return;
        };
        let ou = premier.span().byte_range().start..dernier.span().byte_range().end;
        // `-> impl Iterator` names one type: the fault and the code become the two cases of one
        let opaque = matches!(&signature.output, ReturnType::Type(_, r#type) if matches!(**r#type, Type::ImplTrait(_)));
        for (mutant, valeur) in self.prendre(Genre::FnValue, premier.span()) {
            self.rang += 1;
            let si = format!("if {}", actif(mutant));
            if opaque {
                let texte = format!("{si} {{ crate::greffe::Choix::Faute({valeur}) }} else ");
                self.poser(ou.start, Cote::Ouvre, texte, Some(mutant));
                self.poser(
                    ou.start,
                    Cote::Ouvre,
                    "{ crate::greffe::Choix::Code({ ".to_owned(),
                    None,
                );
                self.poser(ou.end, Cote::Ferme, " }) }".to_owned(), None);
            } else {
                self.poser(
                    ou.start,
                    Cote::Ouvre,
                    format!("{si} {{ return {valeur}; }} "),
                    Some(mutant),
                );
            }
        }
        if let Some(constante) = &signature.constness
            && !self.constantes.contains(&signature.ident.to_string())
        {
            let ou = constante.span.byte_range();
            self.greffes.push(Greffe {
                place: ou.start,
                cote: Cote::Ouvre,
                rang: 0,
                texte: String::new(),
                mutant: None,
                ote: ou.len(),
            });
        }
    }
}

impl<'ast> Visit<'ast> for Greffeur<'_> {
    fn visit_item_fn(&mut self, fonction: &'ast ItemFn) {
        self.fonction(&fonction.sig, &fonction.block);
        visit::visit_item_fn(self, fonction);
    }

    fn visit_impl_item_fn(&mut self, fonction: &'ast ImplItemFn) {
        self.fonction(&fonction.sig, &fonction.block);
        visit::visit_impl_item_fn(self, fonction);
    }

    fn visit_trait_item_fn(&mut self, fonction: &'ast TraitItemFn) {
        if let Some(corps) = &fonction.default {
            self.fonction(&fonction.sig, corps);
        }
        visit::visit_trait_item_fn(self, fonction);
    }

    fn visit_expr_binary(&mut self, expression: &'ast ExprBinary) {
        let (gauche, droite) = (
            self.texte(expression.left.span()),
            self.texte(expression.right.span()),
        );
        let (gauche, droite) = (gauche.to_owned(), droite.to_owned());
        let fautes = self.prendre(Genre::BinaryOperator, expression.op.span());
        if lie(&expression.left) || lie(&expression.right) {
            // a chain of `let` is joined by `&&` alone
            self.refuses
                .extend(fautes.into_iter().map(|(mutant, _)| mutant));
            return visit::visit_expr_binary(self, expression);
        }
        let choix = fautes
            .into_iter()
            .map(|(mutant, signe)| (mutant, format!("{gauche} {signe} {droite}")))
            .collect();
        self.choisir(expression.span().byte_range(), choix);
        visit::visit_expr_binary(self, expression);
    }

    fn visit_expr_unary(&mut self, expression: &'ast ExprUnary) {
        let nu = self.texte(expression.expr.span()).to_owned();
        let choix = self
            .prendre(Genre::UnaryOperator, expression.op.span())
            .into_iter()
            .map(|(mutant, _)| (mutant, nu.clone()))
            .collect();
        self.choisir(expression.span().byte_range(), choix);
        visit::visit_expr_unary(self, expression);
    }

    fn visit_arm(&mut self, branche: &'ast Arm) {
        for (mutant, _) in self.prendre(Genre::MatchArm, branche.span()) {
            self.rang += 1;
            if let Some(garde) = garde(branche) {
                let ou = garde.span().byte_range();
                self.poser(
                    ou.start,
                    Cote::Ouvre,
                    format!("!{} && (", actif(mutant)),
                    Some(mutant),
                );
                self.poser(ou.end, Cote::Ferme, ")".to_owned(), None);
            } else {
                let fin = branche.pat.span().byte_range().end;
                self.poser(
                    fin,
                    Cote::Ferme,
                    format!(" if !{}", actif(mutant)),
                    Some(mutant),
                );
            }
        }
        if let Some(garde) = garde(branche) {
            let choix = self.prendre(Genre::MatchArmGuard, garde.span());
            self.choisir(garde.span().byte_range(), choix);
        }
        visit::visit_arm(self, branche);
    }

    fn visit_expr_struct(&mut self, expression: &'ast ExprStruct) {
        if let Some(reste) = &expression.rest {
            let (base, nom) = (
                self.texte(reste.span()).to_owned(),
                self.texte(expression.path.span()).to_owned(),
            );
            for champ in &expression.fields {
                let Member::Named(membre) = &champ.member else {
                    continue;
                };
                // a place keeps what it holds; a value is made for this field alone
                let faute = match **reste {
                    Expr::Unary(_) | Expr::Path(_) | Expr::Field(_) => {
                        format!("({base}).{membre}.clone()")
                    }
                    _ if base.ends_with("Default::default()") => {
                        format!("{{ let base: {nom} = {base}; base.{membre} }}")
                    }
                    _ => format!("({base}).{membre}"),
                };
                let choix: Vec<_> = self
                    .prendre(Genre::StructField, champ.span())
                    .into_iter()
                    .map(|(mutant, _)| (mutant, faute.clone()))
                    .collect();
                let valeur = champ.expr.span().byte_range();
                if champ.colon_token.is_none() && !choix.is_empty() {
                    self.rang += 1;
                    self.poser(valeur.start, Cote::Ouvre, format!("{membre}: "), None);
                }
                self.choisir(valeur, choix);
            }
        }
        visit::visit_expr_struct(self, expression);
    }
}
