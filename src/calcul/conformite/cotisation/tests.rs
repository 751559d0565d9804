use super::*;

/// The cheapest has all the points, a price twice as high half of them; rounded half up to
/// the millionth.
#[test]
fn les_points_d_un_prix_sont_en_proportion() {
    let part = |cible, prix| part(Centimes::new(cible), Centimes::new(prix)).valeur();
    assert_eq!(part(10_000, 10_000), 1_000_000);
    assert_eq!(part(10_000, 9000), 1_000_000);
    assert_eq!(part(10_000, 20_000), 500_000);
    assert_eq!(part(10_000, 30_000), 333_333);
    assert_eq!(part(10_000, 15_000), 666_667);
    assert_eq!(part(0, 1), 0);
}

/// 100 / 30 = 3,333 333 3…, rounded up: 3,333 334 times. Twice is twice; a price above one
/// that is free is so any number of times.
#[test]
fn un_nombre_de_fois_s_arrondit_au_dessus() {
    let fois = |grand, petit| fois(Centimes::new(grand), Centimes::new(petit)).valeur();
    assert_eq!(fois(10_000, 3000), 3_333_334);
    assert_eq!(fois(6000, 3000), 2_000_000);
    assert_eq!(fois(0, 0), 1_000_000);
    assert_eq!(fois(1, 0), u32::MAX);
}
