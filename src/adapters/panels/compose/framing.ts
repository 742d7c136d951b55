/**
 * From shot size, angle and lens to a camera in the set and a place for every figure (art direction, "Composition by
 * shot"). The size decides how large a head or a body is; the lens and that size decide how far the camera stands.
 */
import type { PanelFigure, PanelRequest } from '../../../domain/shot/panel.types.ts';
import type { Angle, ShotSize } from '../../../domain/shot/shot.types.ts';
import type { Camera, Stage } from '../ink/ink.ts';

export type FigurePlacement = {
  readonly figure: PanelFigure;
  /** A drawn bust, cut by the frame or by something before it; else the whole figure. */
  readonly bust: boolean;
  /** Middle of the head across, height of the eyes, and height of the head, in stage units. */
  readonly headX: number;
  readonly eyeY: number;
  readonly headHeight: number;
  /** For whole figures: where the soles stand, and standing height. */
  readonly footX: number;
  readonly footY: number;
  readonly bodyHeight: number;
  /** Metres from the camera. */
  readonly depthM: number;
  /** The near shoulder of an over-the-shoulder shot: darker, out of focus. */
  readonly nearShoulder: boolean;
};

export type Shot3 = {
  readonly camera: Camera;
  readonly placements: readonly FigurePlacement[];
  /** Metres from the camera to the main figure. */
  readonly castDepth: number;
  /** Stage units: things before the cast must stay below. */
  readonly faceLine: number;
  readonly horizonY: number;
  /** Blur of the background in stage units. */
  readonly blur: number;
};

type SizeRule = {
  /** Height of the head (bust) or of the standing body (figure) as a share of the reference height. */
  readonly share: number;
  readonly bust: boolean;
  /** Eyes (bust) or soles (figure) as a share of the frame's height. */
  readonly line: number;
  readonly blur: number;
  readonly cameraHeightM: number;
  /** Limits of the lens, stage units of focal length. */
  readonly focal: readonly [least: number, most: number];
};

const sizeRules: Readonly<Record<ShotSize, SizeRule>> = {
  EWS: { share: 0.22, bust: false, line: 0.82, blur: 0, cameraHeightM: 1.9, focal: [1000, 1500] },
  WS: { share: 0.42, bust: false, line: 0.84, blur: 0, cameraHeightM: 1.45, focal: [1050, 1700] },
  FS: { share: 0.74, bust: false, line: 0.93, blur: 0.8, cameraHeightM: 1.25, focal: [1150, 2000] },
  MWS: { share: 1.12, bust: false, line: 1.19, blur: 1.4, cameraHeightM: 1.35, focal: [1200, 2100] },
  MS: { share: 0.3, bust: true, line: 0.37, blur: 2.2, cameraHeightM: 1.5, focal: [1250, 2100] },
  MCU: { share: 0.44, bust: true, line: 0.38, blur: 3.2, cameraHeightM: 1.55, focal: [1400, 2300] },
  CU: { share: 0.74, bust: true, line: 0.4, blur: 4.6, cameraHeightM: 1.58, focal: [1600, 2500] },
  ECU: { share: 1.4, bust: true, line: 0.4, blur: 7, cameraHeightM: 1.6, focal: [1800, 2700] },
  INSERT: { share: 0.3, bust: true, line: 0.4, blur: 2, cameraHeightM: 1.5, focal: [1200, 2100] },
};

type AngleRule = {
  readonly cameraHeight: (usual: number, bust: boolean) => number;
  readonly pitchDeg: number;
  readonly rollDeg: number;
};

const angleRules: Readonly<Record<Angle, AngleRule>> = {
  eye: { cameraHeight: (usual) => usual, pitchDeg: 0, rollDeg: 0 },
  low: { cameraHeight: (_, bust) => (bust ? 1.15 : 0.4), pitchDeg: 9, rollDeg: 0 },
  high: { cameraHeight: (_, bust) => (bust ? 2.15 : 3.3), pitchDeg: -13, rollDeg: 0 },
  overhead: { cameraHeight: (_, bust) => (bust ? 2.5 : 5.2), pitchDeg: -24, rollDeg: 0 },
  dutch: { cameraHeight: (usual) => usual * 0.85, pitchDeg: 2, rollDeg: 9 },
};

/** Head with hair, and eye height, of a standing adult (art direction: head is 1/7.2 of the height). */
const headM = 0.235;
const adultM = 1.72;

/** Where everybody sits, the widest shots are still of people behind the glass. */
const seatedRule = (rule: SizeRule): SizeRule =>
  rule.bust ? rule : { ...sizeRules.MS, share: 0.25, line: 0.42, blur: 1 };

export type Room = {
  /** The camera stands at most this far from the cast. */
  readonly farthestM: number;
  readonly seated: boolean;
  /** Half the width one can stand on along the set's front. */
  readonly walkHalfM: number;
};

export const frameShot = (request: PanelRequest, stage: Stage, room: Room): Shot3 => {
  const rule = room.seated ? seatedRule(sizeRules[request.size]) : sizeRules[request.size];
  const angle = angleRules[request.angle];
  // A tall frame is not filled with a taller head: its width is what a head has to fit into.
  const reference = Math.min(stage.height, stage.width * 1.25);
  const crowd = request.figures.length;
  const wide = rule.share < 0.5;
  const grown = rule.bust || stage.height <= stage.width * 1.1 ? 1 : crowd > 2 ? (wide ? 1.3 : 1) : wide ? 1.5 : 1.28;
  const share =
    rule.bust && crowd > 1 && request.framing !== 'ots'
      ? Math.min(rule.share, (1.05 * stage.width) / reference / crowd / 1.05)
      : rule.share;
  const lies = !rule.bust && request.figures.some((figure) => figure.pose === 'lie');
  // Who lies is as long as they are tall: they fit across the frame and lie well inside it.
  const subjectPx = lies ? Math.min(share * reference * grown, stage.width * 0.62) : share * reference * grown;
  // The tallest decides how large a metre is, so that no head leaves the frame at the top.
  const heights = request.figures.map((figure) => figure.look.heightM);
  const tallest = heights.length === 0 ? adultM : Math.max(1.15, ...heights);
  const perMetre = rule.bust ? subjectPx / headM : subjectPx / tallest;
  const focal = clamp(request.lensMm * 53.3, rule.focal[0], rule.focal[1]);
  const wanted = focal / perMetre;
  const castDepth = Math.max(0.75, Math.min(wanted, room.farthestM));
  // Where the room is too small for the distance, a wider lens from nearer keeps the figure's size.
  const lens = castDepth * perMetre;
  const line = lies ? Math.min(0.76 * stage.height, lineOf(rule, stage, subjectPx)) : lineOf(rule, stage, subjectPx);
  const lead = request.figures.find((figure) => figure.facing !== 'away') ?? request.figures[0];
  const eyeM = ((lead?.look.heightM ?? adultM) / adultM) * 1.6;
  // The camera looks people in the eyes: it goes down to children.
  const cameraY =
    angle.cameraHeight(rule.cameraHeightM, rule.bust) * Math.min(1.08, rule.bust ? eyeM / 1.6 : tallest / adultM);
  const horizonY = rule.bust
    ? line + (eyeM - cameraY) * perMetre * (request.angle === 'eye' ? 1 : 0.7)
    : line - cameraY * perMetre;
  const pitch = (angle.pitchDeg * Math.PI) / 180;
  const yaw = room.seated ? 0 : (request.cameraYawDeg * Math.PI) / 180;
  const camera: Camera = {
    position: [-Math.sin(yaw) * castDepth, cameraY, -Math.cos(yaw) * castDepth],
    yaw,
    pitch,
    roll: (angle.rollDeg * Math.PI) / 180,
    focal: lens,
    centreX: stage.width / 2,
    centreY: horizonY - Math.tan(pitch) * lens,
  };
  const placements = apart(request.figures, rule.bust ? 0 : subjectPx * 0.29, stage.width).map((figure) =>
    placeFigure(figure, request, stage, rule, {
      walkHalfM: Math.abs(Math.sin(yaw)) < 0.5 ? room.walkHalfM : 50,
      perMetre,
      castDepth,
      line,
      lens,
      eyeM,
      horizonY,
      cameraY,
    }),
  );
  const chins = placements
    .filter((placement) => !placement.nearShoulder)
    .map((placement) => placement.eyeY + placement.headHeight * 0.75);
  return {
    camera,
    placements,
    castDepth,
    faceLine: chins.length > 0 ? Math.max(...chins) : stage.height * 0.62,
    horizonY,
    blur: rule.blur,
  };
};

/** Whole figures keep an arm's length between them across the picture, as far as the frame has room: nobody's face is hidden. */
const apart = (figures: readonly PanelFigure[], leastPx: number, width: number): readonly PanelFigure[] => {
  const order = figures.toSorted((a, b) => a.screenX - b.screenX);
  const gaps = order.slice(1).map((figure, i) => figure.screenX - (order[i] as PanelFigure).screenX);
  const narrowest = (Math.min(...gaps) * width) / 2;
  if (leastPx === 0 || gaps.length === 0 || narrowest >= leastPx || narrowest <= 0) return figures;
  const reach = Math.max(...figures.map((figure) => Math.abs(figure.screenX)));
  const spread = Math.max(1, Math.min(leastPx / narrowest, 0.66 / reach));
  return figures.map((figure) => ({ ...figure, screenX: figure.screenX * spread }));
};

/** In a tall frame whole figures stand higher, so that neither half of it lies empty. */
const lineOf = (rule: SizeRule, stage: Stage, subjectPx: number): number => {
  const usual = rule.line * stage.height;
  if (rule.bust || stage.height <= stage.width * 1.1) return usual;
  if (rule.share < 0.5) return 0.77 * stage.height;
  return Math.min(usual, (rule.share < 1 ? 0.22 : 0.2) * stage.height + subjectPx);
};

type Scale = {
  readonly walkHalfM: number;
  readonly perMetre: number;
  readonly castDepth: number;
  readonly line: number;
  readonly lens: number;
  readonly eyeM: number;
  readonly horizonY: number;
  readonly cameraY: number;
};

const placeFigure = (
  figure: PanelFigure,
  request: PanelRequest,
  stage: Stage,
  rule: SizeRule,
  scale: Scale,
): FigurePlacement => {
  const nearShoulder = request.framing === 'ots' && figure.facing === 'away';
  const { heightM } = figure.look;
  if (rule.bust) {
    const far =
      figure.depth > 0 && !nearShoulder && request.framing !== 'ots' ? 1 / (1 + 0.16 * Math.min(3, figure.depth)) : 1;
    const headHeight = headM * scale.perMetre * far * (nearShoulder ? 1.3 : 1) * headShare(heightM);
    const taller = clamp(
      (scale.eyeM - (heightM / adultM) * 1.6) * scale.perMetre * 0.5,
      -0.1 * stage.height,
      0.14 * stage.height,
    );
    const eyeY = nearShoulder
      ? stage.height * 0.3
      : scale.line + (request.figures.length > 1 ? taller : 0) + (1 - far) * stage.height * 0.08;
    const edge = nearShoulder ? (figure.screenX < 0 ? -1 : 1) : 0;
    const headX = nearShoulder
      ? stage.width / 2 + edge * (stage.width / 2 - headHeight * 0.22)
      : stage.width * (0.5 + figure.screenX / 2);
    const footY = eyeY + heightM * 0.93 * scale.perMetre;
    return {
      figure,
      bust: true,
      headX,
      eyeY,
      headHeight,
      footX: headX,
      footY,
      bodyHeight: heightM * scale.perMetre,
      depthM: scale.castDepth / far,
      nearShoulder,
    };
  }
  const depthM = scale.castDepth + Math.min(6, figure.depth) * (request.size === 'MWS' ? 0.35 : 0.8);
  const perMetre = scale.lens / depthM;
  const bodyHeight = heightM * perMetre;
  const footY = scale.horizonY + scale.cameraY * perMetre;
  const aside = (stage.width * figure.screenX) / 2;
  const footX = stage.width / 2 + clamp(aside, -scale.walkHalfM * perMetre, scale.walkHalfM * perMetre);
  return {
    figure,
    bust: false,
    headX: footX,
    eyeY: footY - bodyHeight * 0.925,
    headHeight: bodyHeight / 7.2,
    footX,
    footY,
    bodyHeight,
    depthM,
    nearShoulder,
  };
};

/** A child's head is not smaller in the measure of its body. */
const headShare = (heightM: number): number => clamp(0.55 + 0.45 * (heightM / adultM), 0.8, 1.08);

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
