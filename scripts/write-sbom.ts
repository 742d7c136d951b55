/** `node scripts/write-sbom.ts > workprint.cdx.json`: the bill of materials of this checkout, as CycloneDX JSON. */
import { fileURLToPath } from 'node:url';
import { billOfMaterials } from './supply/bill-of-materials.ts';

process.stdout.write(`${JSON.stringify(billOfMaterials(fileURLToPath(new URL('..', import.meta.url))), null, 2)}\n`);
