import { type CallName } from '../../contract/index';
import { type UseCase } from '../use-case';
import { readHistories, refillHistory, startHistory } from './history';
import { readActivity, readPast } from './project-activity';
import { ownWork } from './own-work';
import { readSettings, setSettings } from './settings';
import { readRules, setRules, tryRules } from './work-rules';
import { checkInstallation } from './check-installation';
import { checkKpi } from './check-kpi';
import { countProject } from './count-project';
import { closeOutcome, reopenOutcome } from './close-outcome';
import { createKpi } from './create-kpi';
import { createOutcome } from './create-outcome';
import { readCheckIns } from './read-check-ins';
import { declineRequest } from './decline-request';
import { decideAlarm } from './decide-alarm';
import { decideProposal, withdrawProposal } from './decide-proposal';
import { correctInbox } from './correct-inbox';
import { createSource } from './create-source';
import { dismissInbox, restoreInbox } from './dismiss-inbox';
import { beginImport, sendImportPart, startImport } from './send-import';
import { listImports, readImport, readImportReport } from './read-import';
import { undoImport } from './undo-import';
import { listInbox } from './read-inbox';
import { listSources } from './list-sources';
import { revokeSource } from './revoke-source';
import { rotateSource } from './rotate-source';
import { listSeenKpis, readValues } from './export-values';
import { exportTrail } from './export-trail';
import { clearSource, readAgain, readChoices, readSource, setFormula, setJira } from './kpi-source';
import { previewKpi } from './preview-kpi';
import { listEpics } from './list-epics';
import { listKpis } from './list-kpis';
import { listOutcomes } from './list-outcomes';
import { readProposals } from './read-proposals';
import { makeProposal } from './make-proposal';
import { makeRequest } from './make-request';
import { readAccess } from './read-access';
import { listPins, setPins } from './pins';
import { readJobs } from './read-jobs';
import { readKpi } from './read-kpi';
import { readOutcome } from './read-outcome';
import { findGroups, findPeople, namePeople } from './people';
import { readPageVersion } from './read-page-version';
import { readPanel } from './read-panel';
import { readKpiTrail, readOutcomeTrail } from './read-trail';
import { overrideGate } from './override-gate';
import { announceGate } from './announce-gate';
import { previewGate } from './preview-gate';
import { readGateLog } from './read-gate-log';
import { nameProject } from './name-project';
import { readProject } from './read-project';
import { recordCheckIn } from './record-check-in';
import { readRequests } from './read-requests';
import { reopenRequest } from './reopen-request';
import { listReview } from './list-review';
import { recordValues } from './record-values';
import { readSetup } from './read-setup';
import { removeLink } from './remove-link';
import { removeMeasure } from './remove-measure';
import { readRoles, setRoles } from './roles';
import { setLink } from './set-link';
import { setMeasure } from './set-measure';
import { readOutcomeConflicts, readProjectConflicts } from './conflicts';
import { readIncentives, removeIncentive, setIncentive } from './incentives';
import { readTeams } from './project-teams';
import { readTeamList, removeTeam, setTeam, tryTeam } from './teams';
import { updateKpi } from './update-kpi';
import { updateOutcome } from './update-outcome';
import { withdrawCheckIn } from './withdraw-check-in';

/** What each call does. A row of the contract without a use case does not compile. */
export const useCases: { [N in CallName]: UseCase<N> } = {
  'access.read': readAccess,
  'setup.read': readSetup,
  'page.version': readPageVersion,
  'outcome.create': createOutcome,
  'outcome.update': updateOutcome,
  'outcome.read': readOutcome,
  'outcome.trail': readOutcomeTrail,
  'outcome.list': listOutcomes,
  'outcome.close': closeOutcome,
  'outcome.reopen': reopenOutcome,
  'proposal.make': makeProposal,
  'proposal.read': readProposals,
  'proposal.decide': decideProposal,
  'proposal.withdraw': withdrawProposal,
  'kpi.create': createKpi,
  'kpi.update': updateKpi,
  'kpi.list': listKpis,
  'kpi.read': readKpi,
  'kpi.trail': readKpiTrail,
  'kpi.check': checkKpi,
  'kpi.source': readSource,
  'kpi.choices': readChoices,
  'kpi.preview': previewKpi,
  'kpi.count': setJira,
  'kpi.derive': setFormula,
  'kpi.detach': clearSource,
  'kpi.refill': readAgain,
  'value.record': recordValues,
  'measure.set': setMeasure,
  'measure.remove': removeMeasure,
  'epic.list': listEpics,
  'link.set': setLink,
  'link.remove': removeLink,
  'panel.read': readPanel,
  'project.read': readProject,
  'project.count': countProject,
  'project.name': nameProject,
  'project.activity': readActivity,
  'project.past': readPast,
  'history.start': startHistory,
  'history.read': readHistories,
  'history.refill': refillHistory,
  'work.mine': ownWork,
  'settings.read': readSettings,
  'settings.set': setSettings,
  'rules.read': readRules,
  'rules.try': tryRules,
  'rules.set': setRules,
  'team.read': readTeamList,
  'team.try': tryTeam,
  'team.set': setTeam,
  'team.remove': removeTeam,
  'project.teams': readTeams,
  'project.conflicts': readProjectConflicts,
  'outcome.conflicts': readOutcomeConflicts,
  'incentive.read': readIncentives,
  'incentive.set': setIncentive,
  'incentive.remove': removeIncentive,
  'jobs.read': readJobs,
  'installation.check': checkInstallation,
  'pin.list': listPins,
  'pin.set': setPins,
  'roles.read': readRoles,
  'roles.set': setRoles,
  'group.find': findGroups,
  'person.find': findPeople,
  'person.names': namePeople,
  'review.list': listReview,
  'trail.export': exportTrail,
  'source.list': listSources,
  'source.create': createSource,
  'source.rotate': rotateSource,
  'source.revoke': revokeSource,
  'inbox.list': listInbox,
  'inbox.correct': correctInbox,
  'inbox.dismiss': dismissInbox,
  'inbox.restore': restoreInbox,
  'import.begin': beginImport,
  'import.part': sendImportPart,
  'import.start': startImport,
  'import.read': readImport,
  'import.report': readImportReport,
  'import.undo': undoImport,
  'import.list': listImports,
  'kpi.seen': listSeenKpis,
  'kpi.values': readValues,
  'alarm.decide': decideAlarm,
  'checkin.record': recordCheckIn,
  'checkin.withdraw': withdrawCheckIn,
  'checkin.read': readCheckIns,
  'gate.preview': previewGate,
  'gate.announce': announceGate,
  'gate.override': overrideGate,
  'gate.log': readGateLog,
  'request.make': makeRequest,
  'request.read': readRequests,
  'request.decline': declineRequest,
  'request.reopen': reopenRequest,
};
