import { type ModuleFacts, modulesOf } from './module-facts.ts';
import { placeOf } from './place.ts';
import { report, type SourceTree, type Violation } from './source-tree.ts';
import { LANGUAGES, type Language, type Messages, readMessages } from './translation-files.ts';

/** Whether both languages say the same things, and the code asks only for what they say. */
export function checkTranslations(tree: SourceTree): Violation[] {
  const french = readMessages(tree, 'fr');
  const english = readMessages(tree, 'en');
  const modules = modulesOf(tree).filter(({ path }) => !placeOf(path).workshop);
  return [
    ...missingFrom('en', french, english),
    ...missingFrom('fr', english, french),
    ...shapeViolations(french, english),
    ...modules.flatMap((module) => unknownKeys(module, french)),
    ...unusedKeys(modules, french),
  ];
}

const fileOf = (language: Language, name: string) =>
  `shared/i18n/${language}/${name.slice(0, name.indexOf(':'))}.json`;
const keyOf = (name: string) => name.slice(name.indexOf(':') + 1);

function missingFrom(language: Language, wanted: Messages, present: Messages): Violation[] {
  return [...wanted.keys()]
    .filter((name) => !present.has(name))
    .map((name) => ({
      file: fileOf(language, name),
      message: `“${keyOf(name)}” is missing in ${language}: French comes first, English is complete, and a person never reads a key.`,
    }));
}

function shapeViolations(french: Messages, english: Messages): Violation[] {
  return LANGUAGES.flatMap((language) => {
    const [mine, other] = language === 'fr' ? [french, english] : [english, french];
    return [...mine].flatMap(([name, message]) => {
      const at = (text: string) => ({
        file: fileOf(language, name),
        message: `“${keyOf(name)}” ${text}`,
      });
      const problems: Violation[] = [];
      if (message.empty) problems.push(at('is empty.'));
      if (
        message.plurals.size > 0 &&
        !(message.plurals.has('one') && message.plurals.has('other'))
      ) {
        problems.push(at('needs both _one and _other: i18next chooses by the count.'));
      }
      const twin = other.get(name);
      if (!twin) return problems;
      const lost = [...twin.variables].filter((variable) => !message.variables.has(variable));
      // “Un message” names its count in words, so a count may stand in one language only.
      for (const variable of lost.filter((one) => one !== 'count')) {
        problems.push(at(`does not show {{${variable}}}, as the other language does.`));
      }
      if (message.plurals.size === 0 && twin.plurals.size > 0) {
        problems.push(at('has no plural forms, as the other language has.'));
      }
      return problems;
    });
  });
}

/** Names that a key may have in the messages: with its own namespace, or one of the module's. */
function candidates(key: string, namespaces: readonly string[], messages: Messages): string[] {
  if (key.includes(':')) return [key];
  const known = namespaces.length > 0 ? namespaces : allNamespaces(messages);
  return known.map((namespace) => `${namespace}:${key}`);
}

function allNamespaces(messages: Messages): string[] {
  return [...new Set([...messages.keys()].map((name) => name.slice(0, name.indexOf(':'))))];
}

function unknownKeys(
  { path, translations, namespaces }: ModuleFacts,
  messages: Messages,
): Violation[] {
  return translations
    .filter(({ key }) => {
      const patterns = candidates(key, namespaces, messages).map(asPattern);
      return ![...messages.keys()].some((name) => patterns.some((pattern) => pattern.test(name)));
    })
    .map(({ key, line }) => ({
      file: path,
      line,
      message: `“${key}” is in none of the translations (${namespaces.join(', ') || 'any namespace'}): a person would read the key itself. Add it to shared/i18n/fr and en.`,
    }));
}

/** A key whose `*` stands for what is only known when it runs. */
function asPattern(key: string): RegExp {
  const parts = key.split('*').map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join('.+')}$`);
}

function unusedKeys(modules: readonly ModuleFacts[], messages: Messages): Violation[] {
  const texts = new Set(modules.flatMap(({ words }) => words.map(({ value }) => value)));
  const patterns = [
    ...new Set(
      modules.flatMap(({ templates, translations }) => [
        // A template that begins with a variable would match everything.
        ...templates.filter((template) => /^[a-z][\w-]*[.:]/i.test(template)),
        ...translations.map(({ key }) => key).filter((key) => /\*/.test(key) && /\w/.test(key)),
      ]),
    ),
  ].map(asPattern);
  return [...messages.keys()]
    .filter((name) => {
      const names = [name, keyOf(name), name.replace(':', '.')];
      return !names.some((one) => texts.has(one) || patterns.some((pattern) => pattern.test(one)));
    })
    .map((name) => ({
      file: fileOf('fr', name),
      message: `“${keyOf(name)}” is used nowhere: translators would keep a sentence that nobody reads. Remove it from fr and en.`,
    }));
}

if (import.meta.main) report(checkTranslations);
