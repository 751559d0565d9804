// Chaque papier dans Chromium : rien ne sort, rien ne déborde, tout chiffre se lit, tout s'imprime.
// `npm ci && node --test`, après `cargo build` ; RAC et CHROMIUM disent où ils sont s'ils sont ailleurs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HOSTILE, chiffresDuTexte, debordements, defauts, donneesHostiles, ecrire, lancer, pages } from "./outils.js";

const DATE = ["--date", "2026-11-22"];
const hostile = ["--donnees", donneesHostiles()];

// Une ligne par page. `pages` : le nombre de pages imprimées, s'il est un engagement.
// `json: false` : le papier ne montre pas tous les chiffres de sa question.
// `hostile` : le nom hostile doit s'y lire.
const PAGES = [
  { nom: "rapport", commande: ["document", "rapport", ...DATE], figures: 10 },
  {
    nom: "rapport-hostile",
    commande: ["document", "rapport", "--offres", "exemple/*", ...hostile, ...DATE],
    figures: 10,
    hostile: true,
  },
  ...[
    ["fiche", ["mcci/flexia/Confort", "--age", "70", "--departement", "35"]],
    ["fiche-foyer", ["mcci/flexia/Confort", "--foyer", "examples/foyers/couple-trois-enfants.toml", "--ressources", "22000"]],
    ["fiche-sans-prix", ["april/sante-mix/H2-M2", "--age", "30", "--soin", "généraliste x6"]],
    ["fiche-c2s", ["solidarite/c2s/participation", "--age", "60"]],
    ["fiche-hostile", ["exemple/solidaire/Confort", "--age", "45", ...hostile]],
    // le plus long : nom de 300 lettres, foyer, droit, soins donnés
    [
      "fiche-longue-hostile",
      ["exemple/solidaire/Confort", "--foyer", "examples/foyers/couple-trois-enfants.toml", "--ressources", "26000", "--soin", "1: généraliste x6", ...hostile],
    ],
  ].map(([nom, suite]) => ({
    nom,
    commande: ["document", "fiche", ...suite, ...DATE],
    json: false,
    pages: 1,
    hostile: nom.endsWith("hostile"),
  })),
  ...[
    ["conseil", ["--actuel", "examples/contrats/actuel.toml", "--proposees", "mcci/flexia/Confort", "mcci/flexia/Start"]],
    ["conseil-hostile", ["--actuel", "exemple/solidaire/Essentiel", "--proposees", "exemple/solidaire/Confort", "--besoin", HOSTILE, ...hostile]],
  ].map(([nom, suite]) => ({
    nom,
    commande: ["document", "conseil", ...suite, "--age", "70", "--departement", "35", ...DATE],
    json: false,
    hostile: nom.endsWith("hostile"),
  })),
  { nom: "bilan", commande: ["document", "bilan", "examples/registres/tilleul-fictif-2025.csv", ...DATE], json: false },
  { nom: "decompte", commande: ["decompte", "mcci/flexia/Confort", "--panier", "dentaire", ...DATE], json: false },
  { nom: "tableau", commande: ["tableau", "mcci/flexia", "--en-euros", ...DATE], json: false },
  { nom: "garanties-hostiles", commande: ["tableau", "exemple/*", ...hostile, ...DATE], json: false, hostile: true },
];

let navigateur;
before(async () => {
  navigateur = await lancer();
});
after(() => navigateur.close());

for (const papier of PAGES) {
  describe(papier.nom, () => {
    let ecrit, page;
    const requetes = [];
    before(async () => {
      ecrit = ecrire(papier);
      page = await navigateur.newPage({ viewport: { width: 1280, height: 900 } });
      page.on("request", (requete) => requetes.push(requete.url()));
      await page.goto(ecrit.adresse, { waitUntil: "load" });
    });
    after(() => page.close());

    test("aucune requête ne part, aucun script ne s'exécute", async () => {
      assert.deepEqual(requetes, [ecrit.adresse]);
      assert.equal(await page.locator("script, img, iframe, link, object, embed").count(), 0);
    });

    test("chaque chiffre du JSON est dans la page", async () => {
      const texte = await page.evaluate(() => document.body.textContent);
      const lus = chiffresDuTexte(texte);
      if (papier.json !== false) assert.ok(ecrit.chiffres.size > 5, "le JSON n'a pas de chiffre");
      assert.deepEqual([...ecrit.chiffres].filter((chiffre) => !lus.has(chiffre)), []);
    });

    for (const width of [360, 1280]) {
      test(`rien ne déborde à ${width} px, et axe ne trouve rien de grave`, async () => {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await debordements(page), []);
        assert.deepEqual(await defauts(page), []);
      });
    }

    test("la page est en français, a un titre et des figures lisibles", async () => {
      assert.equal(await page.locator("html[lang=fr]").count(), 1);
      assert.equal(await page.locator("h1").count(), 1);
      const figures = page.locator("svg");
      assert.equal(await figures.count(), papier.figures ?? 0);
      for (const figure of await figures.all()) {
        assert.ok(await figure.locator("text").count(), "une figure sans texte à sélectionner");
        assert.ok(await figure.locator("> title").count(), "une figure sans titre");
      }
    });

    test("elle s'imprime", async () => {
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const nombre = pages(pdf);
      assert.ok(nombre > 0);
      if (papier.pages) assert.equal(nombre, papier.pages);
    });

    if (papier.hostile) {
      test("un nom hostile n'est qu'un texte", async () => {
        const texte = await page.evaluate(() => document.body.innerText);
        const simple = (t) => t.replace(/\s+/g, " ");
        assert.ok(simple(texte).includes(simple(HOSTILE.slice(0, 60))), "le nom ne se lit pas");
      });
    }
  });
}
