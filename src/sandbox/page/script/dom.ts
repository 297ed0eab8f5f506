/** Script of the page: makes elements, and brings what is shown to what it should be without replacing it. */
export const domScript = String.raw`
const drawn = ['svg', 'path', 'line', 'rect', 'circle'];

/** An element; false and null among its attributes and children are left out. Text is never read as HTML. */
function h(tag, attributes, ...children) {
  const node = drawn.includes(tag)
    ? document.createElementNS('http://www.w3.org/2000/svg', tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(2).filter((child) => child !== null && child !== false));
  return node;
}

/** Changes only what differs, so that focus, selection and what somebody typed stay where they are. */
function morph(now, next) {
  if (now.nodeName !== next.nodeName) return now.replaceWith(next);
  if (now.nodeType === Node.TEXT_NODE) {
    if (now.data !== next.data) now.data = next.data;
    return;
  }
  for (const { name } of [...now.attributes]) {
    if (!next.hasAttribute(name)) now.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
  const old = [...now.childNodes];
  const wanted = [...next.childNodes];
  wanted.forEach((child, index) => (old[index] ? morph(old[index], child) : now.append(child)));
  old.slice(wanted.length).forEach((child) => child.remove());
}

function show(id, ...children) {
  const place = document.getElementById(id);
  const next = place.cloneNode(false);
  next.append(...children.flat(2).filter((child) => child !== null && child !== false));
  morph(place, next);
}
`;
