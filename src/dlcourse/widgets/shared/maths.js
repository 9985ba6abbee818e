// Names such as W^1_(0,2) in a text, set as mathematics: MathML in a shadow root, so that copied, found or read by a script
// the text stays as it was typed; spoken it is a sentence. Nothing here knows about networks.

const INDEX = String.raw`_(?:\(\d+,\d+\)|\d+)`;
const BEFORE = String.raw`(?<![\p{L}\d_'^])`;
const AFTER = String.raw`(?![\p{L}\d_^'])`;
const NAME = new RegExp(
  [
    String.raw`${BEFORE}dJ/d[A-Za-z]'?(?:\^\d+)?(?:${INDEX})?`, // a partial derivative
    String.raw`${BEFORE}(?:dZ|dW|db|[A-Za-zŷ])'?(?:\^\d+(?:${INDEX})?|${INDEX})`,
    `${BEFORE}(?:y_hat|alpha)${AFTER}`,
    `${BEFORE}ŷ${AFTER}`,
    String.raw`${BEFORE}g'?(?=\()`,
    `${BEFORE}[JzL]${AFTER}`,
    `${BEFORE}d[ZWb]${AFTER}`,
    String.raw`${BEFORE}[abwxymNW]${AFTER}(?= [=·+−]|\))`, // "a" is a word, "a =" is not
  ].join("|"),
  "gu",
);
const PARTS = /^(dJ\/d)?(d?)(y_hat|alpha|[\p{L}])('?)(?:\^(\d+))?(?:_(?:\((\d+),(\d+)\)|(\d+)))?$/u;
const SPOKEN = { alpha: "alpha", y_hat: "y hat", ŷ: "y hat" };
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

function partsOf(name) {
  const found = name.match(PARTS);
  if (!found) return null;
  const [, partial, d, letter, prime, layer, row, column, index] = found;
  return { partial: Boolean(partial), d: Boolean(d), letter, prime, layer, row, column, index };
}

/** A name as it is spoken: "dJ/dW^2_(1,0)" is "dJ by d W of layer 2, row 1, column 0". */
export function spokenName(name) {
  const { partial, d, letter, prime, layer, row, column, index } = partsOf(name);
  const own = `${d ? "d " : ""}${SPOKEN[letter] ?? letter}${prime && " prime"}`;
  const where = [
    index !== undefined && ` ${index}`,
    layer !== undefined && ` of layer ${layer}`,
    row !== undefined && `, row ${row}, column ${column}`,
  ];
  return `${partial ? "dJ by d " : ""}${own}${where.filter(Boolean).join("")}`;
}

/** A text with its names as they are spoken. */
export function spoken(text) {
  return text.replace(NAME, (name) => spokenName(name));
}

/** A name in plain signs, for where nothing can be typeset: an option of a choice, a title. "W^2_(1,0)" is "W²₍₁,₀₎". */
export function plain(text) {
  const raise = (digits) => [...digits].map((one) => RAISED[one]).join("");
  const lower = (digits) => [...digits].map((one) => LOWERED[one]).join("");
  return text.replace(NAME, (name) => {
    const { partial, d, letter, prime, layer, row, column, index } = partsOf(name);
    const own = { alpha: "α", y_hat: "ŷ" }[letter] ?? letter;
    const where = row !== undefined ? `₍${lower(row)},${lower(column)}₎` : index !== undefined ? lower(index) : "";
    return `${partial ? "∂J/∂" : d ? "d" : ""}${own}${prime && "′"}${layer !== undefined ? raise(layer) : ""}${where}`;
  });
}

const MATHS = "http://www.w3.org/1998/Math/MathML";

/** A MathML element with children: nodes or text. */
export function ml(tag, ...children) {
  const node = document.createElementNS(MATHS, tag);
  node.append(...children);
  return node;
}

/** The MathML of a name. */
function treeOf(name) {
  const { partial, d, letter, prime, layer, row, column, index } = partsOf(name);
  const hat = letter === "y_hat" || letter === "ŷ";
  let base = hat ? ml("mover", ml("mi", "y"), ml("mo", "^")) : ml("mi", letter === "alpha" ? "α" : letter);
  if (hat) base.setAttribute("accent", "true");
  if (prime) base = ml("mrow", base, ml("mo", "′"));
  const below = row !== undefined ? pair(row, column) : index !== undefined ? ml("mn", index) : null;
  if (layer !== undefined && below) base = ml("msubsup", base, below, ml("mn", layer));
  else if (layer !== undefined) base = ml("msup", base, ml("mn", layer));
  else if (below) base = ml("msub", base, below);
  if (d) base = ml("mrow", ml("mi", "d"), base);
  if (!partial) return base;
  return ml("mfrac", ml("mrow", ml("mo", "∂"), ml("mi", "J")), ml("mrow", ml("mo", "∂"), base));
}

function pair(row, column) {
  const [open, comma, close] = ["(", ",", ")"].map((sign) => ml("mo", sign));
  for (const bracket of [open, close]) bracket.setAttribute("stretchy", "false");
  comma.setAttribute("rspace", "0.1em");
  return ml("mrow", open, ml("mn", row), comma, ml("mn", column), close);
}

let sheet = null;
const STYLE = `
  slot { display: inline-block; width: 0; height: 0; overflow: hidden; font-size: 0; white-space: nowrap; }
  math { font-family: "DL Math", math; font-size: 1.04em; user-select: none; -webkit-user-select: none; }
  mn { font-family: "DL Sans", "DL Math", sans-serif; }
  mfrac { font-size: 0.85em; }
`;

/**
 * One name, typeset.
 * @param {string} name as it is typed
 * @param {string} [className] a colour: dl-plus, dl-minus, dl-violet
 */
export function maths(name, className = "") {
  const node = typeset(name, treeOf(name), spokenName(name), className);
  node.dataset.term = name.replace(/^dJ\/d/, "");
  return node;
}

/**
 * A formula, typeset.
 * @param {string} typed how it is written in code, and copied
 * @param {Element} tree MathML
 * @param {string} said how it is spoken
 */
export function typeset(typed, tree, said, className = "") {
  const node = document.createElement("span");
  node.className = `dl-math${className && ` ${className}`}`;
  node.setAttribute("role", "math");
  node.setAttribute("aria-label", said);
  node.textContent = typed;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  const root = node.attachShadow({ mode: "closed" });
  root.adoptedStyleSheets = [sheet];
  const set = ml("math", tree);
  if (tree.localName === "mfrac") set.setAttribute("displaystyle", "true"); // its letters are not those of an index
  set.setAttribute("aria-hidden", "true");
  root.append(document.createElement("slot"), set);
  return node;
}

/** The colour of a name: blame is violet wherever it stands. */
export function colourOf(name) {
  return /^d/.test(name) ? "dl-violet" : "";
}

/** Text and typeset names, in the order of the text. @param {(name: string) => string} [colour] the class of a name */
export function notation(text, colour = colourOf) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(NAME)) {
    if (found.index > from) nodes.push(text.slice(from, found.index));
    nodes.push(maths(found[0], colour(found[0])));
    from = found.index + found[0].length;
  }
  if (from < text.length || !nodes.length) nodes.push(text.slice(from));
  return nodes;
}

/** Whether a text has a name in it. */
export function hasNames(text) {
  return text.search(NAME) >= 0;
}

const TERM = /g'?\([^()]*\)|dJ\/d[^\s·=]+|[\p{L}ŷ]+'?(?:\^\d+)?(?:_\(\d+,\d+\)|_\d+)?|−?\d[\d.]*(?:e−?\d+)?/gu;

/**
 * A formula "name = names = numbers = result", each number in the colour of the term that it stands for; the result is bold.
 * @param {(name: string) => string} [colour]
 */
export function formula(line, colour = colourOf) {
  const sides = line.split(" = ");
  const nodes = [];
  sides.forEach((side, k) => {
    if (k) nodes.push(" = ");
    const names = k ? (sides[k - 1].match(TERM) ?? []) : [];
    const values = side.match(TERM) ?? [];
    const paired = k > 1 && names.length === values.length && values.every((value) => /^−?\d/.test(value));
    const last = k > 0 && k === sides.length - 1 && values.length === 1 && /^\(?−?\d/.test(side);
    if (last) {
      const result = document.createElement("b");
      result.className = colour(sides[0].match(TERM)?.[0] ?? "");
      result.append(side);
      nodes.push(result);
    } else if (paired) {
      let from = 0;
      let at = 0;
      for (const value of side.matchAll(TERM)) {
        const own = colour(names[at++]);
        const node = document.createElement("span");
        if (own) node.className = own;
        node.append(value[0]);
        nodes.push(side.slice(from, value.index), node);
        from = value.index + value[0].length;
      }
      nodes.push(side.slice(from));
    } else nodes.push(...notation(side, colour));
  });
  return nodes;
}
