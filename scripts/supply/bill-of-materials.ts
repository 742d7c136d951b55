/** The bill of materials as CycloneDX 1.6 JSON (https://cyclonedx.org/docs/1.6/json/): what Workprint is made of, for those who must know. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockedPackage, lockedPackages } from './locked-packages.ts';

type Licence = { readonly license: { readonly id: string } } | { readonly expression: string };

export type Component = {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly purl: string;
  readonly scope: 'required' | 'optional' | 'excluded';
  readonly licenses?: readonly Licence[];
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
};

/** `pkg:npm/%40scope/name@1.0.0` (package-url). */
const purlOf = (name: string, version: string): string =>
  `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`;

const componentOf = (each: LockedPackage): Component => {
  const [scope, rest] = each.name.startsWith('@') ? each.name.split('/') : [undefined, each.name];
  const licence = each.licence;
  return {
    type: 'library',
    'bom-ref': each.place,
    ...(scope !== undefined && { group: scope }),
    name: rest ?? each.name,
    version: each.version,
    purl: purlOf(each.name, each.version),
    scope: each.isDevelopment ? 'excluded' : each.isOptional ? 'optional' : 'required',
    ...(licence !== undefined && {
      licenses: [/[\s()]/.test(licence) ? { expression: licence } : { license: { id: licence } }],
    }),
    ...(each.integrity?.startsWith('sha512-') && {
      hashes: [{ alg: 'SHA-512' as const, content: Buffer.from(each.integrity.slice(7), 'base64').toString('hex') }],
    }),
  };
};

/**
 * The document for the checkout below `root`. The same lockfile gives the same document: it has no time and no random serial number, so that
 * two of them can be compared.
 */
export const billOfMaterials = (root: string) => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string> & {
    readonly dependencies: object;
    readonly optionalDependencies: object;
    readonly devDependencies: object;
  };
  const packages = lockedPackages(root);
  const { name = '', version = '', license = '', description = '' } = manifest;
  const own = `${name}@${version}`;
  const direct = [manifest.dependencies, manifest.optionalDependencies, manifest.devDependencies].flatMap(Object.keys);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        ...{ type: 'application', 'bom-ref': own, name, version, description },
        licenses: [{ license: { id: license } }],
      },
    },
    components: packages.map(componentOf),
    dependencies: [
      {
        ref: own,
        dependsOn: direct
          .map((each) => `node_modules/${each}`)
          .filter((place) => packages.some((one) => one.place === place)),
      },
      ...packages.map(({ place, needs }) => ({ ref: place, dependsOn: [...new Set(needs)].sort() })),
    ],
  };
};
