/** What stands for something in a refusal, such as "There is no such outcome". */
const NOUNS: Readonly<Record<string, string>> = {
  KPI: 'KPI',
  'answered request': 'beantworteter Vorschlag',
  approved: 'genehmigt',
  change: 'Änderung',
  'closed outcome': 'abgeschlossenes Wirkungsziel',
  epic: 'Epic',
  group: 'Gruppe',
  import: 'Import',
  issue: 'Vorgang',
  'issue in this project': 'Vorgang in diesem Projekt',
  link: 'Verknüpfung',
  'list of roles': 'Liste der Rollen',
  'list of rules': 'Liste der Regeln',
  'list of teams': 'Liste der Teams',
  measure: 'Messung',
  'open KPI': 'offene KPI',
  'open outcome': 'offenes Wirkungsziel',
  'open request': 'offener Vorschlag',
  outcome: 'Wirkungsziel',
  project: 'Projekt',
  proposal: 'Änderungsantrag',
  'row in the inbox': 'Zeile im Eingang',
  'dismissed row': 'verworfene Zeile',
  'set of settings': 'Einstellungen',
  rejected: 'abgelehnt',
  source: 'Quelle',
  'standing alarm': 'bestehender Alarm',
  'check-in': 'Check-in',
  team: 'Team',
  withdrawn: 'zurückgezogen',
};

/** How the schema library names what it expected and what came. */
const KINDS: Readonly<Record<string, string>> = {
  NaN: 'keine Zahl',
  array: 'eine Liste',
  boolean: 'ja oder nein',
  int: 'eine ganze Zahl',
  null: 'nichts',
  number: 'eine Zahl',
  object: 'mehrere Angaben',
  string: 'ein Text',
  undefined: 'nichts',
};

/** What the schema library says by itself of a field, where the contract has no words of its own. */
const BUILT_IN: Readonly<Record<string, string>> = {
  'Invalid input': 'ist nicht gültig',
  'Invalid input: expected {1}': 'ist nicht {1}',
  'Invalid input: expected {1}, received {2}': 'ist nicht, was erwartet wird: erwartet {1}, erhalten {2}',
  'Invalid option: expected one of {1}': 'ist keines von {1}',
  'Invalid string: {1}': 'hat nicht die erwartete Form',
  'Invalid number: must be a multiple of {1}': 'ist kein Vielfaches von {1}',
  'Invalid {1}': 'ist nicht gültig',
  'Too big: {1}': 'ist zu groß',
  'Too big: expected {1} to be <={2}': 'ist größer als {2}',
  'Too big: expected {1} to be <{2}': 'ist nicht kleiner als {2}',
  'Too big: expected array to have <={1} items': 'nennt mehr als {1}',
  'Too big: expected string to have <={1} characters': 'ist länger als {1} Zeichen',
  'Too small: {1}': 'ist zu klein',
  'Too small: expected {1} to be >={2}': 'ist kleiner als {2}',
  'Too small: expected {1} to be >{2}': 'ist nicht größer als {2}',
  'Too small: expected array to have >={1} items': 'nennt weniger als {1}',
  'Too small: expected string to have >={1} characters': 'ist kürzer als {1} Zeichen',
  'Unrecognized key: {1}': 'hat eine Angabe zu viel: {1}',
  'Unrecognized keys: {1}': 'hat Angaben zu viel: {1}',
};

/** The function's refusals by their English, which has `{1}`, `{2}` … where something is filled in. */
const SENTENCES: Readonly<Record<string, string>> = {
  // Gates.
  'Only administrators of this project, outcome managers and the owner of an outcome that it serves may do this.':
    'Das dürfen nur die Administration dieses Projekts, die Verwaltung der Wirkungsziele und wer ein Wirkungsziel verantwortet, dem es dient.',
  'is above 100 %': 'ist über 100 %',
  'is above {1}': 'ist über {1}',
  'is below 1': 'ist unter 1',
  'is not the id of a status': 'ist keine Kennung eines Status',

  // What is locked, proposed and closed.
  'Only its approvers, outcome managers and Jira administrators may decide on proposals about this outcome.':
    'Über Änderungsanträge zu diesem Wirkungsziel dürfen nur seine Genehmigenden, die Verwaltung der Wirkungsziele und die Jira-Administration entscheiden.',
  'The measures do not support that the outcome is achieved: every primary KPI must be confirmed better and at its target, every guardrail kept.':
    'Die Messungen belegen nicht, dass das Wirkungsziel erreicht ist: Jede Haupt-KPI muss gesichert besser und am Ziel sein, jede Leitplanke eingehalten.',
  'Wait until they do, or close it as not achieved or abandoned. Nothing was changed.':
    'Warten Sie, bis sie es tun, oder schließen Sie es als nicht erreicht oder aufgegeben ab. Nichts wurde geändert.',
  'is locked since the launch.': 'ist seit dem Start gesperrt.',
  'Propose the change with a reason; a second person decides. Nothing was changed.':
    'Beantragen Sie die Änderung mit einer Begründung; eine zweite Person entscheidet. Nichts wurde geändert.',
  'proposes nothing that is not so already.': 'beantragt nichts, was nicht schon so ist.',
  'Say what should be different. Nothing was changed.': 'Sagen Sie, was anders sein soll. Nichts wurde geändert.',
  'A proposal about this awaits a decision.': 'Ein Änderungsantrag dazu wartet auf eine Entscheidung.',
  'Let it be decided first, or have it withdrawn.': 'Lassen Sie erst über ihn entscheiden oder ihn zurückziehen.',
  'This proposal is {1} already.': 'Über diesen Änderungsantrag ist schon entschieden.',
  'Look at the newest state. Nothing was changed.': 'Sehen Sie sich den neuesten Stand an. Nichts wurde geändert.',
  'Name the KPI and the target that you propose; a second person decides on it.':
    'Nennen Sie die KPI und das Ziel, das Sie beantragen; eine zweite Person entscheidet darüber.',
  'Only whoever made a proposal may withdraw it.': 'Einen Änderungsantrag darf nur zurückziehen, wer ihn gestellt hat.',
  'Reject it, if that is yours to do.': 'Lehnen Sie ihn ab, wenn Ihnen das zusteht.',
  'A second person decides: not whoever proposed it, and the achievement of an outcome not its owner either.':
    'Eine zweite Person entscheidet: nicht, wer es beantragt hat, und über das Erreichen eines Wirkungsziels auch nicht, wer es verantwortet.',
  'Ask an approver of the outcome, an outcome manager or a Jira administrator.':
    'Fragen Sie jemanden, der das Wirkungsziel genehmigt, die Verwaltung der Wirkungsziele oder die Jira-Administration.',
  'A team may be rewarded by {1} KPIs.': 'Ein Team kann nach höchstens {1} KPIs belohnt werden.',
  'is fixed, for values were recorded in it.': 'steht fest, denn in ihr wurden Werte erfasst.',
  'Create a KPI with the other unit. Nothing was changed.': 'Legen Sie eine KPI mit der anderen Einheit an. Nichts wurde geändert.',
  'is none of this list.': 'gehört nicht zu dieser Liste.',
  'Begin again with the first page.': 'Beginnen Sie mit der ersten Seite.',
  'This outcome is closed.': 'Dieses Wirkungsziel ist abgeschlossen.',
  'it was launched, so how it ended is to be said.': 'er lag schon hinter dem Start, also ist zu sagen, wie es ausging.',
  'Close it as achieved, not achieved or abandoned, with a reason. Nothing was changed.':
    'Schließen Sie es als erreicht, nicht erreicht oder aufgegeben ab, mit einer Begründung. Nichts wurde geändert.',
  'Reopen it with a reason. Nothing was changed.': 'Öffnen Sie es mit einer Begründung wieder. Nichts wurde geändert.',
  'is not the id of a proposal': 'ist keine Kennung eines Änderungsantrags',

  // Who may, and what is there.
  'Needle has no such call.': 'Needle kennt diesen Aufruf nicht.',
  'Needle is for people who are signed in to Jira.': 'Needle ist für Personen, die in Jira angemeldet sind.',
  'Sign in.': 'Melden Sie sich an.',
  'Reload the page.': 'Laden Sie die Seite neu.',
  'This call does not belong to this part of Needle.': 'Dieser Aufruf gehört nicht zu diesem Teil von Needle.',
  'Correct the field and send it again. Nothing was changed.': 'Korrigieren Sie das Feld und senden Sie erneut. Nichts wurde geändert.',
  'Needle failed to answer. Nothing was half-written.': 'Needle konnte nicht antworten. Nichts wurde nur halb geschrieben.',
  'Try again; if it stays so, tell your Jira administrator, who finds the cause in the log.':
    'Versuchen Sie es erneut; bleibt es dabei, sagen Sie es Ihrer Jira-Administration, die die Ursache im Protokoll findet.',
  'There is no such {1}, or you may not see it.': 'Nicht gefunden oder für Sie nicht sichtbar: {1}.',
  'Reload the page; it may have been removed or restricted.': 'Laden Sie die Seite neu; vielleicht wurde es entfernt oder eingeschränkt.',
  'Someone changed this {1} while you were editing it.': 'Jemand hat dies geändert, während Sie es bearbeitet haben: {1}.',
  'Look at the newest state, then save again. Nothing that you typed is lost.': 'Sehen Sie sich den neuesten Stand an und speichern Sie erneut. Ihre Eingaben sind noch da.',
  'This {1} is archived.': 'Dies ist archiviert: {1}.',
  'Reopen it first. Nothing was changed.': 'Öffnen Sie es zuerst wieder. Nichts wurde geändert.',
  'Ask one of them to do it, or to make you one of them.': 'Wenden Sie sich an jemanden, der das darf, oder lassen Sie sich dazu berechtigen.',
  'Ask an outcome manager or Jira administrator.': 'Fragen Sie die Verwaltung der Wirkungsziele oder die Jira-Administration.',
  'Only Jira administrators may do this.': 'Das darf nur die Jira-Administration.',
  'Only administrators of this project may do this.': 'Das darf nur die Administration dieses Projekts.',
  'Only outcome managers and Jira administrators may do this.': 'Das dürfen nur die Verwaltung der Wirkungsziele und die Jira-Administration.',
  'Only its owner, outcome managers and Jira administrators may change this KPI.':
    'Diese KPI dürfen nur ihre Verantwortlichen, die Verwaltung der Wirkungsziele und die Jira-Administration ändern.',
  'Only its owner, outcome managers and Jira administrators may change this outcome.':
    'Dieses Wirkungsziel dürfen nur seine Verantwortlichen, die Verwaltung der Wirkungsziele und die Jira-Administration ändern.',
  'Jira shows you no such person.': 'Jira zeigt Ihnen keine solche Person.',
  'Choose someone who has an account on this site.': 'Wählen Sie jemanden mit einem Konto auf dieser Site.',

  // Busy, or not answering.
  'Forge storage asked Needle to slow down.': 'Der Speicher von Forge hat Needle gebremst.',
  'Forge storage did not answer.': 'Der Speicher von Forge hat nicht geantwortet.',
  'Jira asked Needle to slow down.': 'Jira hat Needle gebremst.',
  'Something went wrong inside Needle.': 'In Needle ist etwas schiefgegangen.',
  'Jira did not answer.': 'Jira hat nicht geantwortet.',
  'Try again in a minute.': 'Versuchen Sie es in einer Minute erneut.',
  'Try again in a minute. Nothing was recorded.': 'Versuchen Sie es in einer Minute erneut. Nichts wurde erfasst.',
  'Try again in a few seconds. Nothing was changed.': 'Versuchen Sie es in einigen Sekunden erneut. Nichts wurde geändert.',
  'It is tried again by itself.': 'Es wird von selbst erneut versucht.',
  'Many changes to the same issues are under way.': 'Viele Änderungen an denselben Vorgängen sind im Gange.',
  'Many changes to the same project are under way.': 'Viele Änderungen am selben Projekt sind im Gange.',
  'Many changes to the same thing are under way.': 'Viele Änderungen an derselben Sache sind im Gange.',
  'Others are reading this project too.': 'Auch andere lesen gerade dieses Projekt.',

  // Fields.
  'is empty': 'ist leer',
  'is longer than {1} characters': 'ist länger als {1} Zeichen',
  'is longer than {1} days': 'ist länger als {1} Tage',
  'holds a line break or another control character': 'enthält einen Zeilenumbruch oder ein anderes Steuerzeichen',
  'holds more than {1} people': 'enthält mehr als {1} Personen',
  'holds more than {1} values': 'enthält mehr als {1} Werte',
  'holds no value': 'enthält keinen Wert',
  'are more than {1}': 'sind mehr als {1}',
  'are none': 'sind keine',
  'is more than {1}': 'ist mehr als {1}',
  'is negative': 'ist negativ',
  'is too much': 'ist zu viel',
  'is larger than 10^15': 'ist größer als 10^15',
  'must be above 0': 'muss über 0 liegen',
  'ends before it begins': 'endet, bevor es beginnt',
  'does not follow the date before it': 'folgt nicht auf das Datum davor',
  'lies outside the years 1970 to 2199': 'liegt außerhalb der Jahre 1970 bis 2199',
  'is no currency code; write it like EUR': 'ist kein Währungscode; schreiben Sie ihn wie EUR',
  'is no time zone; write it like Europe/Berlin': 'ist keine Zeitzone; schreiben Sie sie wie Europe/Berlin',
  'is not a date of the form YYYY-MM-DD': 'ist kein Datum der Form JJJJ-MM-TT',
  'is not valid': 'ist nicht gültig',
  'is not a field of this call': 'ist kein Feld dieses Aufrufs',
  'is not an account id': 'ist keine Kontokennung',
  'is not the id of a KPI': 'ist nicht die Kennung einer KPI',
  'is not the id of a group': 'ist nicht die Kennung einer Gruppe',
  'is not the id of a project': 'ist nicht die Kennung eines Projekts',
  'is not the key of a project': 'ist nicht der Schlüssel eines Projekts',
  'is not the id of a row in an inbox': 'ist nicht die Kennung einer Zeile im Eingang',
  'is not the id of a source': 'ist nicht die Kennung einer Quelle',
  'is not the id of a team': 'ist nicht die Kennung eines Teams',
  'is not the id of an alarm': 'ist nicht die Kennung eines Alarms',
  'is not the id of an import': 'ist nicht die Kennung eines Imports',
  'is not the id of an issue': 'ist nicht die Kennung eines Vorgangs',
  'is not the id of an outcome': 'ist nicht die Kennung eines Wirkungsziels',
  'names more than {1} KPIs': 'nennt mehr als {1} KPIs',
  'names more than {1} projects': 'nennt mehr als {1} Projekte',
  'names no KPI': 'nennt keine KPI',
  'names more than {1} outcomes': 'nennt mehr als {1} Wirkungsziele',
  'names more than {1} issues': 'nennt mehr als {1} Vorgänge',
  'names no component': 'nennt keine Komponente',
  'names no project': 'nennt kein Projekt',
  'names no row': 'nennt keine Zeile',
  'names no rule': 'nennt keine Bedingung',

  // Outcomes and measures.
  'Outcomes stand at most {1} levels deep.': 'Wirkungsziele stehen höchstens {1} Ebenen tief.',
  'Choose an outcome higher up.': 'Wählen Sie ein Wirkungsziel weiter oben.',
  'an outcome cannot stand below itself.': 'ein Wirkungsziel kann nicht unter sich selbst stehen.',
  'Choose an outcome that is not below this one.': 'Wählen Sie ein Wirkungsziel, das nicht unter diesem steht.',
  'Only whoever recorded a check-in may take it back.': 'Einen Check-in nimmt nur zurück, wer ihn erfasst hat.',
  'Record one of your own. Nothing was changed.': 'Erfassen Sie einen eigenen. Es wurde nichts geändert.',
  'A check-in can be taken back for {1} minutes.': 'Ein Check-in lässt sich {1} Minuten lang zurücknehmen.',
  'Record another one that says how it goes now. Nothing was changed.': 'Erfassen Sie einen weiteren, der sagt, wie es jetzt geht. Es wurde nichts geändert.',
  'this outcome is archived.': 'dieses Wirkungsziel ist archiviert.',
  'Restore the outcome first.': 'Öffnen Sie das Wirkungsziel zuerst wieder.',
  'This KPI is already part of the outcome.': 'Diese KPI gehört schon zum Wirkungsziel.',
  'Change the measure that is there, with the version that you read.': 'Ändern Sie die vorhandene Messung, in der gelesenen Version.',
  'An outcome has at most {1} measures.': 'Ein Wirkungsziel hat höchstens {1} Messungen.',
  'Remove one first; few KPIs tell more than many.': 'Entfernen Sie zuerst eine; wenige KPIs sagen mehr als viele.',
  'A KPI serves at most {1} outcomes that are not restricted.': 'Eine KPI dient höchstens {1} nicht eingeschränkten Wirkungszielen.',
  'A KPI serves at most {1} restricted outcomes.': 'Eine KPI dient höchstens {1} eingeschränkten Wirkungszielen.',
  'Only outcome managers and Jira administrators may add a KPI to a restricted outcome.': 'Einem eingeschränkten Wirkungsziel dürfen nur die Verwaltung der Wirkungsziele und die Jira-Administration eine KPI hinzufügen.',
  'Only outcome managers and Jira administrators may restrict an outcome that has KPIs, or open it to others.': 'Ein Wirkungsziel mit KPIs dürfen nur die Verwaltung der Wirkungsziele und die Jira-Administration einschränken oder für andere öffnen.',
  'Ask one of them to do it.': 'Bitten Sie darum.',
  'Ask one of them to do it. Nothing was changed.': 'Bitten Sie darum. Nichts wurde geändert.',
  'Link the work to an outcome that already uses it.': 'Verknüpfen Sie die Arbeit mit einem Wirkungsziel, das sie schon nutzt.',
  'lies on or after the launch, so it would hold values of after the change.': 'liegt am Tag der Einführung oder danach, enthielte also Werte von nach der Änderung.',
  'End the window before the launch, or begin without a baseline.': 'Beenden Sie den Zeitraum vor der Einführung, oder beginnen Sie ohne Ausgangswert.',
  'a later launch must come after the first.': 'eine spätere Einführung muss nach der ersten liegen.',
  'Give the first launch its own date, and later dates here.': 'Geben Sie der ersten Einführung ihr eigenes Datum und hier spätere an.',
  'is the same as the baseline, so there would be no way to go': 'ist gleich dem Ausgangswert, also wäre kein Weg zu gehen',
  'Set a target that differs from the baseline.': 'Setzen Sie ein Ziel, das sich vom Ausgangswert unterscheidet.',
  'lies on the worse side of the baseline': 'liegt auf der schlechteren Seite des Ausgangswerts',
  'Check the target, the baseline, and which way is better for this KPI.': 'Prüfen Sie Ziel, Ausgangswert und welche Richtung bei dieser KPI besser ist.',
  'must be a band, because this KPI should stay within one': 'muss ein Bereich sein, denn diese KPI soll in einem bleiben',
  'Give the lowest and the highest value that is fine.': 'Geben Sie den niedrigsten und den höchsten guten Wert an.',
  'must be a value, because this KPI should rise or fall': 'muss ein Wert sein, denn diese KPI soll steigen oder sinken',
  'Give the value to reach.': 'Geben Sie den Wert an, der zu erreichen ist.',
  'is not above the lowest value': 'liegt nicht über dem niedrigsten Wert',
  'Give a highest value above the lowest.': 'Geben Sie einen höchsten Wert über dem niedrigsten an.',
  'there is no planned change to look for.': 'es gibt keine geplante Änderung, nach der zu suchen wäre.',
  'Give a target that differs from the level before the change, or the size of the planned effect.':
    'Geben Sie ein Ziel an, das sich vom Stand vor der Änderung unterscheidet, oder die Größe des geplanten Effekts.',
  'lies not within the coming year.': 'liegt nicht im kommenden Jahr.',
  'Choose a day after today, at most a year ahead.': 'Wählen Sie einen Tag nach heute, höchstens ein Jahr voraus.',

  // Values, sources and imports.
  '{1} lies in the future.': '{1} liegt in der Zukunft.',
  'Record a value on or after its date. Nothing was recorded.': 'Erfassen Sie einen Wert an seinem Datum oder danach. Nichts wurde erfasst.',
  'One call takes values of at most {1} calendar years.': 'Auf einmal werden Werte aus höchstens {1} Kalenderjahren angenommen.',
  'Record them in several calls. Nothing was recorded.': 'Erfassen Sie sie in mehreren Schritten. Nichts wurde erfasst.',
  'Give the day that the value was measured on.': 'Geben Sie den Tag an, an dem der Wert gemessen wurde.',
  'A site has at most {1} sources.': 'Eine Site hat höchstens {1} Quellen.',
  'Let one source push the values of several KPIs.': 'Lassen Sie eine Quelle die Werte mehrerer KPIs senden.',
  'This source was revoked.': 'Diese Quelle wurde widerrufen.',
  'Create a new source.': 'Legen Sie eine neue Quelle an.',
  'Another import was begun meanwhile.': 'Inzwischen wurde ein anderer Import begonnen.',
  'Begin the import again. Nothing was recorded.': 'Beginnen Sie den Import neu. Nichts wurde erfasst.',
  'Leave out values of days that have not come. Nothing was recorded.': 'Lassen Sie Werte von Tagen weg, die noch nicht da sind. Nichts wurde erfasst.',
  'part {1} is not the one that comes next.': 'Teil {1} ist nicht der nächste.',
  '{1} of {2} parts have arrived.': '{1} von {2} Teilen sind angekommen.',
  'Send the others first. Nothing was recorded.': 'Senden Sie zuerst die anderen. Nichts wurde erfasst.',
  'The same file is being taken back just now.': 'Dieselbe Datei wird gerade zurückgenommen.',
  'Only whoever may change all the KPIs of an import may undo it.': 'Rückgängig machen darf einen Import nur, wer alle seine KPIs ändern darf.',
  'This import cannot be undone: it is under way, or it brought nothing.': 'Dieser Import lässt sich nicht rückgängig machen: Er läuft noch, oder er brachte nichts.',
  'Wait until it is done. Nothing was changed.': 'Warten Sie, bis er fertig ist. Nichts wurde geändert.',

  // KPIs that are counted in Jira or worked out.
  'What is counted in Jira by week is a KPI with a value every week.': 'Was in Jira je Woche gezählt wird, ist eine KPI mit einem Wert je Woche.',
  'Choose “every week”.': 'Wählen Sie „je Woche“.',
  'Choose one of the list.': 'Wählen Sie eines aus der Liste.',
  'Needle itself cannot read this query in Jira, though you can.': 'Needle selbst kann diese Abfrage in Jira nicht lesen, Sie aber schon.',
  'Let Needle’s app user browse the projects that it names.': 'Lassen Sie den App-Nutzer von Needle die genannten Projekte durchsuchen.',
  'A KPI looks at no more than {1} issues.': 'Eine KPI sieht höchstens {1} Vorgänge an.',
  'Narrow the query: to a project, a type, or what was created since a date.': 'Grenzen Sie die Abfrage ein: auf ein Projekt, einen Typ oder das seit einem Datum Erstellte.',
  'Needle finds more issues with this query than you may see. Everyone who sees the KPI would see figures that count them.':
    'Needle findet mit dieser Abfrage mehr Vorgänge, als Sie sehen dürfen. Alle, die die KPI sehen, sähen Zahlen, die sie mitzählen.',
  'Save again if that is meant, or narrow the query to projects that you see.': 'Speichern Sie erneut, wenn das gemeint ist, oder grenzen Sie die Abfrage auf Projekte ein, die Sie sehen.',
  'This KPI is being read by others too.': 'Auch andere lesen gerade diese KPI.',
  'Many changes to the same KPI are under way.': 'Viele Änderungen an derselben KPI sind im Gange.',
  'At most {1} KPIs can be counted in Jira.': 'Höchstens {1} KPIs können in Jira gezählt werden.',
  'End the counting of one that is no longer needed.': 'Beenden Sie das Zählen einer, die nicht mehr gebraucht wird.',
  'This KPI has values that were recorded. Others in the same series would not mean the same.': 'Diese KPI hat erfasste Werte. Andere in derselben Reihe bedeuteten nicht dasselbe.',
  'Create a KPI of its own for what is worked out. Nothing was changed.': 'Legen Sie für das Berechnete eine eigene KPI an. Nichts wurde geändert.',
  'Choose another KPI. Nothing was changed.': 'Wählen Sie eine andere KPI. Nichts wurde geändert.',
  'At most {1} formulas may use one KPI.': 'Höchstens {1} Formeln dürfen eine KPI nutzen.',
  'The values of this KPI are worked out by Needle.': 'Die Werte dieser KPI berechnet Needle.',
  'Change where its values come from, or record them in a KPI of its own. Nothing was recorded.': 'Ändern Sie, woher ihre Werte kommen, oder erfassen Sie diese in einer eigenen KPI. Nichts wurde erfasst.',
  'This KPI is not counted in Jira.': 'Diese KPI wird nicht in Jira gezählt.',
  'Choose where its values come from first.': 'Wählen Sie zuerst, woher ihre Werte kommen.',
  'This KPI is counted in Jira by week.': 'Diese KPI wird in Jira je Woche gezählt.',
  'Leave it at “every week”, or end the counting first.': 'Lassen Sie es bei „je Woche“, oder beenden Sie zuerst das Zählen.',
  'is not an id of Jira': 'ist keine Kennung von Jira',
  'is longer than a year': 'ist länger als ein Jahr',

  // Links and suggestions.
  '{1} is no epic; it inherits the links of the epic above it.': '{1} ist kein Epic; es erbt die Verknüpfungen des Epics darüber.',
  'Link the epic instead.': 'Verknüpfen Sie stattdessen das Epic.',
  'lies before the work began.': 'liegt vor dem Beginn der Arbeit.',
  'Choose a date after the link begins.': 'Wählen Sie ein Datum nach dem Beginn der Verknüpfung.',
  'the outcome has no measure of this KPI.': 'das Wirkungsziel hat keine Messung dieser KPI.',
  "Choose one of the outcome's KPIs.": 'Wählen Sie eine der KPIs des Wirkungsziels.',
  'An issue serves at most {1} outcomes.': 'Ein Vorgang dient höchstens {1} Wirkungszielen.',
  'Unlink one first.': 'Lösen Sie zuerst eines.',
  'An outcome has at most {1} linked epics.': 'Ein Wirkungsziel hat höchstens {1} verknüpfte Epics.',
  'Split the outcome, or link an issue above the epics.': 'Teilen Sie das Wirkungsziel, oder verknüpfen Sie einen Vorgang über den Epics.',
  '{1} has no epic above it that could be linked.': 'Über {1} steht kein Epic, das sich verknüpfen ließe.',
  'Move it below an epic first.': 'Schieben Sie es zuerst unter ein Epic.',
  '{1} serves this outcome already.': '{1} dient diesem Wirkungsziel schon.',
  'Reload the issue.': 'Laden Sie den Vorgang neu.',
  'This outcome was suggested for {1} already and awaits an answer.': 'Dieses Wirkungsziel wurde für {1} schon vorgeschlagen und wartet auf eine Antwort.',
  'Ask an administrator of the project.': 'Fragen Sie die Projektadministration.',
  '{1} suggestions for this work await an answer, and no more are kept.': '{1} Vorschläge zu dieser Arbeit warten auf eine Antwort; mehr werden nicht aufbewahrt.',
  '{1} suggestions of this project await an answer, and no more are kept.': '{1} Vorschläge dieses Projekts warten auf eine Antwort; mehr werden nicht aufbewahrt.',
  'Ask an administrator of the project to answer some.': 'Bitten Sie die Projektadministration, einige zu beantworten.',
  'lies beyond the last outcome.': 'liegt hinter dem letzten Wirkungsziel.',
  'Start again from 0; outcomes may have been unlinked.': 'Beginnen Sie wieder bei 0; vielleicht wurden Verknüpfungen gelöst.',

  // Administration.
  'Jira cannot read this query: {1}': 'Jira kann diese Abfrage nicht lesen: {1}',
  'Try the query in Jira’s issue search.': 'Probieren Sie die Abfrage in der Vorgangssuche von Jira.',
  'One of the projects does not exist, or you may not see it.': 'Eines der Projekte gibt es nicht, oder Sie dürfen es nicht sehen.',
  'Reload the list and choose again. Nothing was changed.': 'Laden Sie die Liste neu und wählen Sie erneut. Nichts wurde geändert.',
  'There is no project {1}.': 'Es gibt kein Projekt {1}.',
  'Write the keys of projects that you may browse.': 'Schreiben Sie Schlüssel von Projekten, die Sie durchsuchen dürfen.',
  'There may be {1} teams.': 'Es darf {1} Teams geben.',
  'Build this one on another KPI, or give up one of those. Nothing was changed.': 'Bilden Sie diese aus einer anderen KPI, oder geben Sie eine von jenen auf. Nichts wurde geändert.',
  'Remove one first.': 'Entfernen Sie zuerst eines.',
  'Another team has this name.': 'Ein anderes Team hat diesen Namen.',
  'Give it another one.': 'Geben Sie ihm einen anderen.',
  'In project {1} {2} teams have a part already that is less than the whole.': 'Im Projekt {1} haben schon {2} Teams einen Teil, der weniger als das Ganze ist.',
  'Remove one of them, or give this team whole projects.': 'Entfernen Sie eines davon, oder geben Sie diesem Team ganze Projekte.',
};

interface Template {
  english: RegExp;
  german: string;
}

/** Those with something filled in, the most particular first. */
function templatesOf(sentences: Readonly<Record<string, string>>): Template[] {
  return Object.entries(sentences)
    .filter(([english]) => english.includes('{1}'))
    .sort(([a], [b]) => b.length - a.length)
    .map(([english, german]) => ({ english: new RegExp(`^${english.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{\d\}/g, '(.+)')}$`, 's'), german }));
}

const templates = templatesOf(SENTENCES);
const builtIn = templatesOf(BUILT_IN);

/** The German of a sentence of the function; undefined for one that this catalogue lacks. A test holds that it lacks none. */
export function inGerman(sentence: string): string | undefined {
  const known = said(sentence, SENTENCES, templates);
  if (known !== undefined) return known;
  // The words on a field, the contract's and the schema library's, get their full stop when they become a sentence.
  if (!sentence.endsWith('.')) return said(sentence, BUILT_IN, builtIn);
  const unstopped = inGerman(sentence.slice(0, -1));
  return unstopped === undefined ? undefined : `${unstopped}.`;
}

function said(sentence: string, exact: Readonly<Record<string, string>>, filledIn: readonly Template[]): string | undefined {
  if (Object.hasOwn(exact, sentence)) return exact[sentence];
  for (const { english, german } of filledIn) {
    const filled = english.exec(sentence);
    if (filled) return german.replace(/\{(\d)\}/g, (_, n: string) => nounOr(filled[Number(n)] ?? ''));
  }
  return undefined;
}

/** What people typed is never in this list, and stays as it is. */
function nounOr(filled: string): string {
  const noun = Object.hasOwn(NOUNS, filled) ? NOUNS[filled] : Object.hasOwn(KINDS, filled) ? KINDS[filled] : undefined;
  return noun ?? filled;
}
