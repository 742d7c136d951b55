/** The shot list a crew would be handed: one line a shot, in plain words. */
import type { FilmTiming, Shot, ShotPlan } from '../../domain/shot/shot.types.ts';
import { msFromFrames, type Rate } from '../../domain/time.ts';

const moveOf = ({ movement }: Shot): string =>
  movement.kind === 'static'
    ? 'static'
    : `${movement.kind}${movement.direction === undefined ? '' : ` ${movement.direction}`} ${movement.amount}`;

const framingOf = (shot: Shot): string => shot.framing.replace('_', '-');

const whoOf = (shot: Shot): string => {
  const seen = shot.figures.map((figure) =>
    figure.facing === 'away' ? `(${figure.characterId})` : figure.characterId,
  );
  return [...seen, ...shot.props.map((prop) => `[${prop}]`)].join(' ') || '-';
};

const entryOf = (shot: Shot): string => (shot.transitionIn === 'cut' ? '' : `${shot.transitionIn.toUpperCase()}  `);

/** Lines of aligned text, one per shot, a heading per scene. `timing` and `rate` add lengths in seconds. */
export const shotListText = (plan: ShotPlan, timing?: FilmTiming, rate?: Rate): string => {
  const lengths = new Map(timing?.shots.map((shot) => [shot.shotId, shot.durationFrames]));
  const lines: string[] = [];
  let scene: string | undefined;
  for (const shot of plan.shots) {
    if (shot.sceneId !== scene) {
      scene = shot.sceneId;
      lines.push(
        '',
        `${shot.place.interior ? 'INT.' : 'EXT.'} ${shot.place.name} - ${shot.place.timeOfDay} (${shot.place.mood})`,
      );
    }
    const frames = lengths.get(shot.id);
    const seconds =
      frames === undefined || rate === undefined
        ? '     '
        : `${(msFromFrames(frames, rate) / 1000).toFixed(1).padStart(4)}s`;
    lines.push(
      [
        shot.number.padEnd(6),
        seconds,
        shot.size.padEnd(6),
        framingOf(shot).padEnd(12),
        shot.angle.padEnd(8),
        `${shot.lensMm}mm`.padEnd(5),
        moveOf(shot).padEnd(16),
        whoOf(shot).padEnd(28),
        entryOf(shot) + shot.role,
      ].join(' '),
    );
    if (shot.transitionOut !== undefined) lines.push(`       ${shot.transitionOut.toUpperCase()}`);
  }
  return lines.join('\n').trim();
};
