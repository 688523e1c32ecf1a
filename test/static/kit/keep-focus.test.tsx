import '@testing-library/jest-dom';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { keepFocus } from '../../../static/kit/keep-focus';

let end: () => void = () => undefined;
const show = (page: ReactNode): void => {
  const { container } = render(page);
  end = keepFocus(container);
};
afterEach(() => end());
const settled = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 20)));

function Opens({ children }: { children: (close: () => void) => ReactNode }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <section>
      <button type="button">Before</button>
      <header>{!open && <button type="button" onClick={() => setOpen(true)}>Decide</button>}</header>
      {open && children(() => setOpen(false))}
    </section>
  );
}

it('goes into a form that its button opens, and back to the button when the form closes', async () => {
  show(
    <Opens>
      {(close) => (
        <form>
          <input aria-label="Why" />
          <button type="button" onClick={close}>Save</button>
        </form>
      )}
    </Opens>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Decide' }));
  await settled();
  expect(screen.getByLabelText('Why')).toHaveFocus();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(screen.getByRole('button', { name: 'Decide' })).toHaveFocus();
});

function List(): ReactNode {
  const [items, setItems] = useState(['one', 'two', 'three']);
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>
          <button type="button" onClick={() => setItems(items.filter((one) => one !== item))}>{item}</button>
        </li>
      ))}
    </ul>
  );
}

it('goes to the next row when one is removed, and from the last to the one before', async () => {
  show(<List />);
  await userEvent.click(screen.getByRole('button', { name: 'two' }));
  await settled();
  expect(screen.getByRole('button', { name: 'three' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(screen.getByRole('button', { name: 'one' })).toHaveFocus();
});

it('begins to read what came in the place of a button and holds no stop', async () => {
  function Told(): ReactNode {
    const [open, setOpen] = useState(false);
    return <div>{open ? <p key="told">Half of your work.</p> : <button key="ask" type="button" onClick={() => setOpen(true)}>Your own share</button>}</div>;
  }
  show(<Told />);
  await userEvent.click(screen.getByRole('button'));
  await settled();
  expect(screen.getByText('Half of your work.')).toHaveFocus();
});

it('comes back to a button that was busy, and leaves alone whoever has moved on', async () => {
  function Busy(): ReactNode {
    const [busy, setBusy] = useState(false);
    return (
      <>
        <button type="button" disabled={busy} onClick={() => { setBusy(true); setTimeout(() => setBusy(false), 50); }}>Try</button>
        <input aria-label="Other" />
      </>
    );
  }
  show(<Busy />);
  const button = screen.getByRole('button');
  await userEvent.click(button);
  // jsdom keeps the focus on what is disabled; browsers take it away.
  act(() => button.blur());
  await act(() => new Promise<void>((resolve) => setTimeout(resolve, 600)));
  expect(button).toHaveFocus();
  await userEvent.click(button);
  act(() => screen.getByLabelText('Other').focus());
  await act(() => new Promise<void>((resolve) => setTimeout(resolve, 600)));
  expect(screen.getByLabelText('Other')).toHaveFocus();
});
