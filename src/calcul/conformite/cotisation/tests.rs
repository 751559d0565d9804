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
