/** Names of objects: `<kind>/<leaf>`. Everything else is a mistake of ours and stops before it reaches a disk or a URL. */

/** Leaves begin with four plain characters, by which the disk fans out. */
const form = /^[a-z]{1,20}\/[a-z0-9]{4}[a-z0-9-]{0,96}$/;
const prefixForm = /^[a-z]{1,20}\/[a-z0-9-]{0,100}$/;

/** The parts of a name; throws when it is none. */
export const parseObjectName = (name: string): { readonly kind: string; readonly leaf: string } => {
  if (!form.test(name)) throw new Error(`“${name}” is not the name of an object.`);
  const [kind = '', leaf = ''] = name.split('/');
  return { kind, leaf };
};

/** The same for the beginning of names, as `list` takes it: at least a kind and its slash. */
export const parseObjectPrefix = (prefix: string): { readonly kind: string; readonly beginning: string } => {
  if (!prefixForm.test(prefix)) throw new Error(`“${prefix}” is not the beginning of names of objects.`);
  const [kind = '', beginning = ''] = prefix.split('/');
  return { kind, beginning };
};

/** Where below the store's folder an object lies: `blobs/ab/cd/abcd…`. Two levels keep folders below some hundred entries each. */
export const diskPathOf = (name: string): readonly [kind: string, first: string, second: string, leaf: string] => {
  const { kind, leaf } = parseObjectName(name);
  return [kind, leaf.slice(0, 2), leaf.slice(2, 4), leaf];
};
