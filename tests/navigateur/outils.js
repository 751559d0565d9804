// Ce dont les épreuves ont besoin : lancer rac, ouvrir une page, lire des chiffres.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const RACINE = fileURLToPath(new URL("../..", import.meta.url));
const RAC = process.env.RAC ?? ["release", "debug"].map((p) => join(RACINE, "target", p, "rac")).find(existsSync);
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DOSSIER = mkdtempSync(join(tmpdir(), "rac-papiers-"));

/** Un nom d'offre que personne de bien intentionné n'écrirait, de 300 caractères. */
export const HOSTILE = `<script>alert("1")</script>'"><img src=x onerror=alert(2)> & 🙂 `.padEnd(300, "é");

export function rac(args) {
  return execFileSync(RAC, args, { cwd: RACINE, encoding: "utf8", maxBuffer: 1 << 28 });
}

/** Un dossier de données où l'offre fictive des exemples porte le nom hostile. */
export function donneesHostiles() {
  const dossier = join(DOSSIER, "donnees");
  cpSync(join(RACINE, "examples/donnees"), dossier, { recursive: true });
  const offre = join(dossier, "offers/exemple/solidaire-2026.toml");
  const texte = readFileSync(offre, "utf8");
  const nom = HOSTILE.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  const change = texte.replace('nom = "Solidaire (fictive)"', `nom = "${nom}"`);
  if (change === texte) throw new Error("l'offre des exemples a changé de nom");
  writeFileSync(offre, change);
  return dossier;
}

/** Écrit le papier ; donne son adresse et les chiffres du JSON de la même question. */
export function ecrire(page) {
  const fichier = join(DOSSIER, `${page.nom}.html`);
  rac([...page.commande, "--sortie", fichier]);
  const json = page.json === false ? "" : rac([...page.commande, "--format", "json"]);
  return { adresse: pathToFileURL(fichier).href, fichier, chiffres: chiffresDuJson(json) };
}

/** Chaque montant d'un JSON, comme un Français l'écrit. */
function chiffresDuJson(json) {
  const montants = [...json.matchAll(/: (-?)(\d+)\.(\d\d)(?=[,\n])/g)];
  return new Set(montants.map(([, signe, euros, centimes]) => `${signe ? "−" : ""}${milliers(euros)},${centimes}`));
}

function milliers(chiffres) {
  return chiffres.replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** Chaque montant d'un texte. */
export function chiffresDuTexte(texte) {
  return new Set(texte.match(/−?\d[\d\u202f]*,\d\d/g) ?? []);
}

export function lancer() {
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
}

/** Les défauts d'accessibilité graves qu'axe trouve. */
export async function defauts(page) {
  await page.evaluate(AXE);
  const vus = await page.evaluate(() => globalThis.axe.run(document));
  return vus.violations
    .filter((vu) => ["serious", "critical"].includes(vu.impact))
    .map((vu) => `${vu.id} : ${vu.help} (${vu.nodes.length}) ${vu.nodes[0].html.slice(0, 160)}`);
}

/** Ce qui sort de l'écran, en largeur. */
export function debordements(page) {
  return page.evaluate(() => {
    const large = document.documentElement.clientWidth;
    const dehors = [...document.body.querySelectorAll("*:not(svg *)")].filter((element) => {
      const style = getComputedStyle(element);
      if (style.clipPath !== "none") return false;
      const { right, left, width } = element.getBoundingClientRect();
      return width > 0 && (right > large + 1 || left < -1) && !element.closest("thead");
    });
    const trop = document.documentElement.scrollWidth - large;
    return [...(trop > 0 ? [`la page : ${trop} px de trop`] : []), ...dehors.slice(0, 5).map((e) => e.outerHTML.slice(0, 200))];
  });
}

/** Le nombre de pages d'un PDF écrit par Chromium. */
export function pages(pdf) {
  return (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
}
