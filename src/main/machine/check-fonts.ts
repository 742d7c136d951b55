/** Fonts: Latin, Arabic and the screenplay face are shipped; Chinese, Japanese and Korean glyphs come from the system. */
import type { MachineCheck } from './machine-check.ts';
import { whatToType } from './what-to-type.ts';

const cjkFamilies =
  /\b(?:CJK|Source Han|PingFang|Hiragino|Heiti|Songti|STHeiti|WenQuanYi|Droid Sans Fallback|AR PL|IPA\w*Gothic|Nanum|Yu Gothic|Meiryo|Microsoft YaHei|SimSun|Malgun)\b/i;

/** The family that would draw a Chinese name, as the painter itself sees it. */
export const checkFonts = async (): Promise<MachineCheck> => {
  const { GlobalFonts } = await import('@napi-rs/canvas');
  const family = GlobalFonts.families.map((each) => each.family).find((name) => cjkFamilies.test(name));
  return family === undefined
    ? {
        name: 'Fonts (CJK)',
        state: 'weak',
        found: 'none: Chinese, Japanese and Korean text would show boxes',
        advice: await whatToType('cjk-fonts'),
      }
    : { name: 'Fonts (CJK)', state: 'ok', found: family };
};
