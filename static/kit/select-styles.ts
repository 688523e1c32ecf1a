const whole = (base: object): object => ({ ...base, overflow: 'visible', overflowWrap: 'anywhere', whiteSpace: 'normal' });

/** Of every select: its list lies above dialogs, and what was chosen wraps where Atlaskit would cut it off. */
export const selectStyles = {
  menuPortal: (base: object): object => ({ ...base, zIndex: 9999 }),
  singleValue: whole,
  multiValueLabel: whole,
};
