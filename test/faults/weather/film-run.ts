/** One run of a film on the command line, as a process of its own: asks for its clips and says what they cost. Given: home, vendor's name and URL, clips. */
import { never, openDeskWorld } from '../../kit/desk-world.ts';
import { type PaidKindOptions, paidKind } from '../../kit/paid/paid-kind.ts';
import { paidRecords } from '../../kit/paid-vendor.ts';

type Run = { readonly home: string; readonly vendor: PaidKindOptions; readonly clips: number };

const { home, vendor, clips } = JSON.parse(process.argv[2] ?? '') as Run;
const world = await openDeskWorld({
  home,
  vendors: [{ kind: paidKind(vendor), records: paidRecords(vendor.name) }],
  // Runs share their files as they share their book; here they lie in memory.
  deps: { holds: async () => true },
});
const made = await Promise.all(
  Array.from({ length: clips }, (_, at) =>
    world.desk.serve(
      world.order(`clip ${at}`, {
        ask: { type: 'video', prompt: `clip ${at}`, durationSeconds: 2, aspectRatio: '16:9' },
        policy: { kind: 'model', model: `${vendor.name}/clip` },
      }),
      never,
    ),
  ),
);
await world.close();
process.stdout.write(JSON.stringify(made.map(({ answer }) => answer.files[0]?.sha256)));
