import type { AwsModel } from './aws-model';
import { typedText } from './typed-text';

interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

/**
 * The element that `path` leads to, from the root on, read by a shape of AWS's model; undefined when it
 * is not there. Without a shape its children are texts. Throws for XML that is not well-formed.
 */
export function readXml(
  model: AwsModel | undefined,
  shape: string | undefined,
  xml: string,
  [root, ...path]: readonly string[],
): unknown {
  const document = parse(xml);
  if (document.name !== root) throw new Error(`the answer is <${document.name}>, not <${root}>`);
  let element: Element | undefined = document;
  for (const step of path) element = element?.children.find(({ name }) => name === step);
  if (element === undefined) return undefined;
  return model === undefined || shape === undefined ? texts(element) : typed(model, shape, element);
}

const texts = ({ children }: Element): unknown =>
  Object.fromEntries(children.map(({ name, text }) => [name, text]));

function typed(model: AwsModel, name: string, { children, text }: Element): unknown {
  const { type, members = {}, member, value } = model.shapes[name]!;
  switch (type) {
    case 'structure':
      return Object.fromEntries(
        children.map((child) => {
          const reference = members[child.name];
          return [child.name, reference ? typed(model, reference.shape, child) : child.text];
        }),
      );
    case 'list':
      return children.map((child) =>
        child.name === 'member' ? typed(model, member!.shape, child) : `<${child.name}>`,
      );
    case 'map':
      return Object.fromEntries(
        children.map((entry) => {
          const part = (of: string) => entry.children.find((child) => child.name === of);
          const [key, item] = [part('key'), part('value')];
          return [key?.text ?? '', item && typed(model, value!.shape, item)];
        }),
      );
    default:
      return typedText(type, text);
  }
}

const tokens = /<\?[^>]*\?>|<(\/?)([\w:.-]+)[^>]*?(\/?)>|([^<]+)/gy;

function parse(xml: string): Element {
  const top: Element = { name: '', children: [], text: '' };
  const open = [top];
  let end = 0;
  for (const [token, closes, name, isEmpty, text] of xml.matchAll(tokens)) {
    end += token.length;
    const current = open.at(-1)!;
    if (text !== undefined) current.text += unescaped(text);
    if (name === undefined) continue;
    if (closes !== '/') {
      const element: Element = { name, children: [], text: '' };
      current.children.push(element);
      if (isEmpty !== '/') open.push(element);
    } else if (open.pop()!.name !== name) throw new Error(`</${name}> closes nothing`);
  }
  if (end !== xml.length || open.length !== 1 || top.children.length !== 1)
    throw new Error('the answer is not well-formed XML');
  return top.children[0]!;
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|\w+);/gi, (entity, hex?: string, decimal?: string) => {
    if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return entities[entity] ?? entity;
  });
