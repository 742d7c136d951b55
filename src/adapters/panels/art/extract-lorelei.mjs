/**
 * Takes the drawings we use out of the Lorelei avatar style, once: run `node src/adapters/panels/art/extract-lorelei.mjs`
 * after changing the choice below. Every outline becomes absolute cubic curves ([x, y, c1x, c1y, c2x, c2y, x, y, ...]),
 * so that the painter can bend a face (age, gender, jaw) by moving points. Nothing of the package is needed at run time.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const components = new URL('../../../../node_modules/@dicebear/lorelei/lib/components/', import.meta.url);

/** Our name for a drawing -> the name in the kit. */
const chosen = {
  head: { soft: 'variant01', round: 'variant02', square: 'variant03', oval: 'variant04' },
  nose: { small: 'variant02', straight: 'variant01', button: 'variant03', short: 'variant04', strong: 'variant05', fine: 'variant06' },
  glasses: { round: 'variant01', square: 'variant04' },
  hair: {
    crop: 'variant01', fringe: 'variant02', quiff: 'variant03', spiky: 'variant04', afro: 'variant05', pixie: 'variant06',
    swept: 'variant07', pompadour: 'variant08', 'curly-crop': 'variant09', flip: 'variant10', bowl: 'variant12', bob: 'variant13',
    'bun-fringe': 'variant14', long: 'variant15', 'long-fringe': 'variant16', shag: 'variant20', 'curly-top': 'variant22',
    lob: 'variant23', curls: 'variant24', balding: 'variant25', 'space-buns': 'variant26', slick: 'variant28',
    'low-tail': 'variant29', pigtails: 'variant30', 'high-tail': 'variant31', waves: 'variant32', tail: 'variant33',
    'long-waves': 'variant35', bun: 'variant38', 'flat-afro': 'variant39', tuft: 'variant43', coils: 'variant44', buzz: 'variant47',
  },
};

const names = ['head', 'eyes', 'eyebrows', 'mouth', 'nose', 'glasses', 'beard', 'earrings', 'freckles', 'hairAccessories'];
const stubs = Object.fromEntries(names.map((name) => [name, { name, value: () => `<!--${name}-->` }]));
const colours = Object.fromEntries([...names, 'skin', 'hair'].map((name) => [name, name === 'skin' ? 'skin' : 'line']));

/** An arc of an ellipse as cubic curves (SVG 1.1 appendix F.6). */
const arcToCubics = (x1, y1, rx, ry, degrees, large, sweep, x2, y2) => {
  const phi = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const [dx, dy] = [(x1 - x2) / 2, (y1 - y2) / 2];
  const [px, py] = [cos * dx + sin * dy, -sin * dx + cos * dy];
  const scale = Math.max(1, Math.sqrt((px / rx) ** 2 + (py / ry) ** 2));
  const [a, b] = [rx * scale, ry * scale];
  const root = Math.sqrt(Math.max(0, (a * a * b * b - a * a * py * py - b * b * px * px) / (a * a * py * py + b * b * px * px)));
  const sign = large === sweep ? -1 : 1;
  const [ux, uy] = [(sign * root * a * py) / b, (-sign * root * b * px) / a];
  const [cx, cy] = [cos * ux - sin * uy + (x1 + x2) / 2, sin * ux + cos * uy + (y1 + y2) / 2];
  const start = Math.atan2((py - uy) / b, (px - ux) / a);
  let turn = Math.atan2((-py - uy) / b, (-px - ux) / a) - start;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  const count = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
  const step = turn / count;
  const k = (4 / 3) * Math.tan(step / 4);
  const at = (u, v) => [cx + cos * a * u - sin * b * v, cy + sin * a * u + cos * b * v];
  const out = [];
  for (let i = 0; i < count; i++) {
    const [t0, t1] = [start + i * step, start + (i + 1) * step];
    out.push(...at(Math.cos(t0) - k * Math.sin(t0), Math.sin(t0) + k * Math.cos(t0)));
    out.push(...at(Math.cos(t1) + k * Math.sin(t1), Math.sin(t1) - k * Math.cos(t1)));
    out.push(...at(Math.cos(t1), Math.sin(t1)));
  }
  return out;
};

/** SVG path data -> closed contours of absolute cubics. */
const contours = (d) => {
  const tokens = d.match(/[a-zA-Z]|-?(?:\d*\.\d+|\d+\.?)(?:e-?\d+)?/g);
  const out = [];
  let [i, x, y, startX, startY, command, cx, cy, current] = [0, 0, 0, 0, 0, '', 0, 0, null];
  const number = () => Number(tokens[i++]);
  /** Arc flags may be written without a separator (`0 01.5 2`). */
  const flag = () => {
    const token = tokens[i];
    if (token.length === 1) { i++; return Number(token); }
    tokens[i] = token.slice(1);
    return Number(token[0]);
  };
  const line = (nx, ny) => {
    current.push(x + (nx - x) / 3, y + (ny - y) / 3, x + ((nx - x) * 2) / 3, y + ((ny - y) * 2) / 3, nx, ny);
    [x, y, cx, cy] = [nx, ny, nx, ny];
  };
  while (i < tokens.length) {
    if (/[a-zA-Z]/.test(tokens[i])) command = tokens[i++];
    const relative = command === command.toLowerCase();
    const [ox, oy] = relative ? [x, y] : [0, 0];
    switch (command.toUpperCase()) {
      case 'M':
        [x, y] = [ox + number(), oy + number()];
        [startX, startY, cx, cy] = [x, y, x, y];
        current = [x, y];
        out.push(current);
        command = relative ? 'l' : 'L';
        break;
      case 'L': line(ox + number(), oy + number()); break;
      case 'H': line(ox + number(), y); break;
      case 'V': line(x, oy + number()); break;
      case 'C': case 'S': {
        const first = command.toUpperCase() === 'C' ? [ox + number(), oy + number()] : [2 * x - cx, 2 * y - cy];
        const second = [ox + number(), oy + number()];
        const end = [ox + number(), oy + number()];
        current.push(...first, ...second, ...end);
        [[cx, cy], [x, y]] = [second, end];
        break;
      }
      case 'Q': {
        const mid = [ox + number(), oy + number()];
        const end = [ox + number(), oy + number()];
        current.push(x + ((mid[0] - x) * 2) / 3, y + ((mid[1] - y) * 2) / 3, end[0] + ((mid[0] - end[0]) * 2) / 3, end[1] + ((mid[1] - end[1]) * 2) / 3, ...end);
        [x, y, cx, cy] = [...end, ...end];
        break;
      }
      case 'A': {
        const [rx, ry, degrees, large, sweep] = [number(), number(), number(), flag(), flag()];
        const end = [ox + number(), oy + number()];
        current.push(...arcToCubics(x, y, rx, ry, degrees, large, sweep, ...end));
        [x, y, cx, cy] = [...end, ...end];
        break;
      }
      case 'Z':
        if (Math.hypot(x - startX, y - startY) > 0.01) line(startX, startY);
        [x, y] = [startX, startY];
        break;
      default: throw new Error(`Path command ${command} is not known.`);
    }
  }
  return out.map((contour) => contour.map((value) => Math.round(value * 10) / 10));
};

const shapes = (markup) =>
  [...markup.matchAll(/<path ([^>]*?)\/>/g)].map((match) => ({
    skin: /fill="skin"/.test(match[1]),
    contours: contours(/ d="([^"]+)"/.exec(` ${match[1]}`)[1]),
  }));
const flat = (list) => list.flatMap((shape) => shape.contours);

const art = { head: {}, nose: {}, glasses: {}, hair: {} };
for (const [kind, choice] of Object.entries(chosen)) {
  const module = await import(new URL(`${kind}.js`, components).href);
  for (const [name, variant] of Object.entries(choice)) {
    const markup = module[kind][variant](stubs, colours);
    if (kind === 'head') {
      const all = shapes(markup);
      art.head[name] = { skin: flat(all.filter((s) => s.skin)), lines: flat(all.filter((s) => !s.skin)) };
    } else if (kind === 'hair') {
      const [behind, before] = markup.split('<!--head-->');
      art.hair[name] = { behind: flat(shapes(behind)), before: flat(shapes(before ?? '')) };
    } else art[kind][name] = flat(shapes(markup));
  }
}
const target = fileURLToPath(new URL('./lorelei.json', import.meta.url));
writeFileSync(target, `${JSON.stringify(art)}\n`);
