// Type a sentence; the network says in the page which intent it hears, and which words it does not know.
import { bars, speaker, surest } from "../network/answers.js";
import { html, uniqueId } from "../shared/controls.js";
import { number } from "../shared/draw.js";
import { mount, setter, viewOf } from "../shared/view.js";

/** The words of a sentence in small letters, as dlcourse.data.sentences.words_of finds them. */
export function wordsOf(sentence) {
  return sentence.toLowerCase().match(/[\p{L}\p{Nl}\p{No}]+/gu) ?? [];
}

/** 1 where a known word occurs, else 0. */
export function bagOf(sentence, known) {
  const said = new Set(wordsOf(sentence));
  return known.map((word) => Number(said.has(word)));
}

/** What is answered: {words, values, text}. */
export function answered(sentence, { names, known, answer }) {
  const words = wordsOf(sentence);
  const bag = bagOf(sentence, known);
  const none = names.map(() => 0);
  if (!words.length) return { words, values: none, text: "Say something first." };
  if (!bag.includes(1)) return { words, values: none, text: "I know none of these words." };
  const values = answer(bag);
  const best = surest(values);
  const sure = `${names[best]} with ${number(values[best], 2)}`;
  if (values[best] <= 0.5) return { words, values, text: `I do not know. The surest is ${sure}.` };
  const strange = words.filter((word) => !known.includes(word)).length;
  const left = strange ? ` Words I do not know, and leave out: ${strange}.` : "";
  return { words, values, text: `I hear: ${sure}.${left}` };
}

function render({ model, el }) {
  const set = setter(model);
  const [names, known] = [model.get("names"), model.get("known")];
  const answer = speaker(model.get("network"));
  const words = new Set(known);
  const id = uniqueId("sentence");
  const field = html("input", { type: "text", id, className: "dl-sentence", maxLength: 500, autocomplete: "off" });
  field.addEventListener("input", () => set({ sentence: field.value }));
  const label = html("label", { htmlFor: id }, "Your sentence");
  const now = () => answered(model.get("sentence"), { names, known, answer });

  return mount({
    model,
    el,
    label: "A sentence and its intent",
    traits: ["sentence"],
    controls: [html("div", { className: "dl-control dl-grow" }, label, field)],
    draw: (width) => {
      const { words: said, values } = now();
      const chips = said.map((word) => {
        const here = words.has(word);
        return html("span", { className: `dl-word${here ? "" : " dl-strange"}` }, here ? word : `${word} (unknown)`);
      });
      const line = html("p", { className: "dl-words" }, ...(chips.length ? chips : ["no words yet"]));
      return [
        line,
        bars({
          names,
          values,
          width: Math.min(width, 620),
          label: "How sure of each intent",
          quiet: !values.some(Boolean),
        }),
      ];
    },
    says: () => now().text,
    onUpdate: () => {
      if (field.value !== model.get("sentence")) field.value = model.get("sentence");
    },
  });
}

export default viewOf(render);
