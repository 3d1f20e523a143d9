/**
 * Questions one after the other, as VS Code's own pickers ask them: with a counter and a way back. Leaving one leaves all.
 */
import * as vscode from 'vscode';

/** The answer of one who wants to see the question before. */
export const back = Symbol('back');

/** What is answered: the state after it, `back`, or undefined for leaving. */
export type Answer<T> = T | typeof back | undefined;

/** Whether a question was left, for the one before or altogether. */
export function isLeft(answer: unknown): answer is typeof back | undefined {
  return answer === back || answer === undefined;
}

/** Where a question stands among the others. */
export interface Progress {
  readonly title: string;
  readonly step: number;
  readonly total: number;
}

export interface Step<State> {
  /** Left out: always asked. */
  isAsked?(state: State): boolean;
  ask(state: State, progress: Progress): Promise<Answer<State>>;
}

/** Asks all questions that are to be asked in the state so far; undefined when they are left. */
export async function askAll<State>(
  title: string,
  steps: readonly Step<State>[],
  first: State,
): Promise<State | undefined> {
  const history: { readonly index: number; readonly state: State }[] = [];
  let state = first;
  for (let index = 0; ;) {
    const asked = steps.map((step) => step.isAsked?.(state) ?? true);
    while (index < steps.length && !asked[index]) index++;
    const step = steps[index];
    if (!step) return state;
    const left = asked.slice(index).filter(Boolean).length;
    const answer = await step.ask(state, { title, step: history.length + 1, total: history.length + left });
    if (answer === undefined) return undefined;
    if (answer === back) {
      const before = history.pop();
      if (!before) return undefined;
      ({ index, state } = before);
      continue;
    }
    history.push({ index, state });
    state = answer;
    index++;
  }
}

export interface PickOptions<Item extends vscode.QuickPickItem> {
  readonly placeholder: string;
  readonly items: readonly (Item | vscode.QuickPickItem)[];
  /** An item for what is typed and stands in no list. */
  readonly typed?: (text: string) => Item | undefined;
}

/** A choice from a list. */
export function pick<Item extends vscode.QuickPickItem>(
  progress: Progress,
  { placeholder, items, typed }: PickOptions<Item>,
): Promise<Answer<Item>> {
  const list = vscode.window.createQuickPick<Item | vscode.QuickPickItem>();
  list.placeholder = placeholder;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.items = items;
  return shown(list, progress, (accept) => {
    list.onDidChangeValue((text) => {
      const own = text.trim() === '' ? undefined : typed?.(text.trim());
      list.items = own ? [...items, { ...own, alwaysShow: true }] : items;
    });
    list.onDidAccept(() => {
      const [chosen] = list.selectedItems;
      if (chosen) accept(chosen as Item);
    });
  });
}

export interface InputOptions {
  readonly prompt: string;
  readonly value: string;
  /** What is wrong with a text; with an `error` it cannot be accepted. */
  readonly judge: (text: string) => Promise<{ readonly message: string; readonly isError: boolean } | undefined>;
}

/** A text. */
export function input(progress: Progress, { prompt, value, judge }: InputOptions): Promise<Answer<string>> {
  const box = vscode.window.createInputBox();
  box.prompt = prompt;
  box.value = value;
  const judged = async (): Promise<boolean> => {
    const text = box.value;
    const fault = await judge(text);
    // Meanwhile another text may stand there.
    if (text !== box.value) return false;
    box.validationMessage = fault && {
      message: fault.message,
      severity: fault.isError ? vscode.InputBoxValidationSeverity.Error : vscode.InputBoxValidationSeverity.Warning,
    };
    return fault?.isError !== true;
  };
  return shown(box, progress, (accept) => {
    box.onDidChangeValue(() => void judged());
    box.onDidAccept(async () => {
      if (await judged()) accept(box.value);
    });
  });
}

/** Shows a picker until it is answered or left, and takes it away. */
function shown<T>(
  picker: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { title, step, total }: Progress,
  listen: (accept: (answer: T) => void) => void,
): Promise<Answer<T>> {
  picker.title = title;
  picker.step = step;
  picker.totalSteps = total;
  picker.ignoreFocusOut = true;
  if (step > 1) picker.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<Answer<T>>((resolve) => {
    picker.onDidTriggerButton(() => resolve(back));
    picker.onDidHide(() => resolve(undefined));
    listen(resolve);
    picker.show();
  }).finally(() => picker.dispose());
}
