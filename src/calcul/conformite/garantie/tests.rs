use super::*;

/// 2/3 = 0,666 666 6…, 4/7 = 0,571 428 57…: half up to the millionth. Of no poste at all,
/// nothing.
#[test]
fn la_part_des_postes_tenus_s_arrondit_au_millionieme() {
    let part = |nombre, sur| part(nombre, sur).valeur();
    assert_eq!(part(2, 3), 666_667);
    assert_eq!(part(4, 7), 571_429);
    assert_eq!(part(3, 7), 428_571);
    assert_eq!(part(7, 7), 1_000_000);
    assert_eq!(part(0, 0), 0);
}
