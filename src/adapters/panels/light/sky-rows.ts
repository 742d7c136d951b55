/** The sky of each time of day, zenith to horizon, with the colours its clouds are brushed with. */
import type { SkyLight } from './scene-light.types.ts';

export const dawnSky: SkyLight = {
  stops: [
    [0, '#61739f'],
    [0.42, '#b592b0'],
    [0.7, '#efae98'],
    [1, '#ffdca6'],
  ],
  brush: ['#ffe0b8', '#e59aa0', '#8a82ad', '#ffd0a0'],
  cloud: 0.5,
  stars: 0,
  disc: { kind: 'sun', colour: '#fff0c0', glow: 0.95 },
};
export const morningSky: SkyLight = {
  stops: [
    [0, '#5f97c6'],
    [0.45, '#9fc3da'],
    [0.8, '#e3e0ca'],
    [1, '#fbeccb'],
  ],
  brush: ['#ffffff', '#f6ead0', '#b9d0e0', '#fff6e0'],
  cloud: 0.45,
  stars: 0,
  disc: { kind: 'none', colour: '#fff6dc', glow: 0.5 },
};
export const daySky: SkyLight = {
  stops: [
    [0, '#4f8cc0'],
    [0.5, '#82b6da'],
    [0.85, '#c9e0e6'],
    [1, '#eaf0e2'],
  ],
  brush: ['#ffffff', '#f2f6f4', '#cfe2ee', '#ffffff'],
  cloud: 0.45,
  stars: 0,
  disc: { kind: 'none', colour: '#fffbe6', glow: 0.3 },
};
export const afternoonSky: SkyLight = {
  stops: [
    [0, '#4f89b4'],
    [0.45, '#95bccb'],
    [0.8, '#eadab4'],
    [1, '#f8dfa8'],
  ],
  brush: ['#fff3d6', '#f2d9a8', '#a9c3cf', '#ffe9bc'],
  cloud: 0.4,
  stars: 0,
  disc: { kind: 'none', colour: '#fff0c0', glow: 0.5 },
};
export const duskSky: SkyLight = {
  stops: [
    [0, '#2f2a66'],
    [0.34, '#6c4a8c'],
    [0.62, '#c86f84'],
    [0.84, '#f4a46c'],
    [1, '#ffe0a0'],
  ],
  brush: ['#ffb089', '#5a4f86', '#e0808a', '#ffd7a0'],
  cloud: 0.55,
  stars: 0.1,
  disc: { kind: 'sun', colour: '#ffe6b0', glow: 1 },
};
export const eveningSky: SkyLight = {
  stops: [
    [0, '#0f1a40'],
    [0.4, '#2a3a6c'],
    [0.7, '#65658f'],
    [0.9, '#b98d90'],
    [1, '#e6b48c'],
  ],
  brush: ['#3a4678', '#7f6f96', '#c29aa0', '#24305c'],
  cloud: 0.4,
  stars: 0.35,
  disc: { kind: 'none', colour: '#ffd9b0', glow: 0.5 },
};
export const nightSky: SkyLight = {
  stops: [
    [0, '#0b1530'],
    [0.5, '#182b4c'],
    [0.85, '#304e6a'],
    [1, '#4a6678'],
  ],
  brush: ['#0b1526', '#2a4256', '#101d33', '#4c6675'],
  cloud: 0.35,
  stars: 0.9,
  disc: { kind: 'moon', colour: '#e8f0ff', glow: 0.6 },
};
