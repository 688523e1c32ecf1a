/** Die Worte einer Ansicht, der fehlt, worauf Jira nicht geantwortet hat. */
export const german = {
  lacks: 'Jira hat nicht geantwortet auf die Frage nach: {what}. Was dadurch hinzukäme, ist weggelassen; das Übrige ist, wie es zuletzt gespeichert wurde.',
  lacksAsOf: 'Stand {at}: Jira hat nicht geantwortet auf die Frage nach: {what}. Was dadurch hinzukäme, ist weggelassen.',
  about: {
    rights: 'was Sie ändern dürfen',
    groups: 'den Gruppen, denen Sie angehören',
    projects: 'den anderen Projekten, die Sie sehen dürfen',
    parents: 'dem, was über diesem Vorgang steht',
    epics: 'den Epics',
  },
} as const;
