/** The step that asks for one panel. Shots of the same set-up ask the same question, so they share the answer. */
import type { Step } from '../../build/build.ts';
import type { PanelArt, PanelRequest } from '../../domain/shot/panel.types.ts';
import type { StillModel } from '../../ports/still-model.ts';

export const drawStep = (painter: StillModel): Step<PanelRequest, PanelArt> => ({
  name: 'draw',
  version: 1,
  model: painter.id,
  needs: { cores: 1, memoryMb: 500 },
  label: (request) =>
    `panel ${request.place.name} ${request.size}${request.figures.length > 0 ? ` ${request.figures.map((figure) => figure.look.characterId).join(', ')}` : ''}`,
  run: (request, { signal }) => painter.draw(request, signal),
});
