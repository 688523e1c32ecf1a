import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { SelectField } from '../../../static/kit/fields';

it.each([false, true])('what is chosen in a select wraps where it is narrow, and is not cut off; disabled: %s', (disabled) => {
  const options = [{ value: 'one', label: 'Personen, Dateien, Systeme' }];
  render(<SelectField label="Woher ihre Werte kommen" options={options} value="one" disabled={disabled} onChange={() => undefined} />);
  expect(screen.getByText('Personen, Dateien, Systeme')).toHaveStyle({ whiteSpace: 'normal', overflow: 'visible' });
});
