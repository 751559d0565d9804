//! calcul
