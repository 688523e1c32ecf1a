/** The local Forge: one app installed on one Jira site, put together from its parts. */
import { type LocalJira, createJira } from './jira';
import { createKvs } from './kvs';
import { PlatformClock } from './clock';
import { contextOf, type ContextSource, type ForgeContext, type Place } from './context';
import { Dispatcher } from './events/dispatcher';
import { createGateway } from './events/gateway';
import { enqueueProductEvent } from './events/product';
import { PersonalData } from './events/personal-data';
import { Schedules } from './events/schedules';
import { EventStore } from './events/store';
import { WebTriggers } from './events/web-triggers';
import type { FunctionBundles } from './functions/bundle';
import { disturbedEvents, runsOfSchedule } from './faults/events';
import { Faults } from './faults/faults';
import { standingStill } from './faults/lag';
import { Quotas } from './faults/quotas';
import { Functions } from './functions/functions';
import { PAGE_REQUEST_BYTES } from './functions/limits';
import type { Gateway, Outbound } from './functions/outbound';
import { findModule, type AppModule, type Manifest } from './manifest';
import { PlatformMeter } from './meter';
import { SITE } from './site';
import { HostState } from './state';
import { ValidatedJira } from './workflow';
import type { Caller, Db, HttpReply, HttpRequest, ProductEvent } from './types';

/** What a page, or a script in its place, asks a resolver. */
export interface PageCall {
  accountId: string;
  moduleKey: string;
  place: Place;
  functionKey: string;
  payload: unknown;
}

/** Refusals of the platform itself, before any function runs. */
export type Refusal = 'UNKNOWN_USER' | 'UNKNOWN_MODULE' | 'UNKNOWN_PLACE' | 'NO_RESOLVER' | 'PAYLOAD_TOO_LARGE';

export type PageAnswer =
  | { kind: 'answered'; result: unknown; cpuMs: number }
  | { kind: 'failed'; code: string; message: string }
  | { kind: 'refused'; code: Refusal; message: string };

const INSTALLED = 'installed';

export class Platform {
  readonly clock: PlatformClock;
  readonly faults = new Faults();
  readonly quotas: Quotas;
  readonly meter: PlatformMeter;
  readonly state: HostState;
  readonly jira: LocalJira;
  readonly dispatcher: Dispatcher;
  readonly webTriggers: WebTriggers;
  readonly personalData: PersonalData;
  readonly functions: Functions;
  readonly siteUrl: string;
  private readonly contexts: ContextSource;
  private readonly validated: ValidatedJira;
  private readonly emit: (event: ProductEvent) => void;

  constructor(
    readonly manifest: Manifest,
    parts: {
      db: Db;
      bundles: FunctionBundles;
      /** Where the shell answers, which stands for the site's own address. */
      siteUrl: string;
      /** The app's own environment. */
      variables: Readonly<Record<string, string>>;
      log: (line: string) => void;
    },
  ) {
    const { db, bundles, siteUrl, variables, log } = parts;
    this.emit = (event) => {
      enqueueProductEvent({ manifest, store, clock }, event);
      this.pumpSoon();
    };
    this.siteUrl = siteUrl;
    this.state = new HostState(db);
    const clock = (this.clock = new PlatformClock(this.state));
    this.quotas = new Quotas({ now: () => clock.now(), running: () => clock.running() }, () => this.faults.settings.quotas);
    const meter = (this.meter = new PlatformMeter((part) => this.quotas.count(part)));
    const store = new EventStore(db, (events) => disturbedEvents(this.faults, events));
    this.webTriggers = new WebTriggers(manifest, siteUrl);
    this.personalData = new PersonalData(this.state, clock, manifest.scopes);
    const jira = (this.jira = createJira({
      db,
      clock,
      meter,
      baseUrl: siteUrl,
      emit: (event) => this.emit(event),
    }));
    const kvs = createKvs({ db, entities: manifest.entities, clock, meter, standsStill: standingStill(this.faults) });
    const gateway: Gateway = createGateway({
      manifest,
      store,
      clock,
      meter,
      webTriggers: this.webTriggers,
      personalData: this.personalData,
      added: () => this.pumpSoon(),
    });
    this.validated = new ValidatedJira({ jira, manifest, functions: () => this.functions, meter });
    const askJira: Outbound['jira'] = (request, caller) => this.validated.handle(request, caller, true);
    const outbound = { kvs, jira: askJira, gateway, scopes: manifest.scopes };
    const { faults, quotas } = this;
    this.functions = new Functions({ manifest, bundles, variables, clock, meter, outbound, faults, quotas, log });
    const schedules = new Schedules(manifest, this.state, clock.now());
    this.dispatcher = new Dispatcher({ manifest, store, schedules, functions: this.functions, clock, meter, timesToRun: () => runsOfSchedule(faults), log });
    this.contexts = { manifest, jira, siteUrl };
  }

  /** Whether somebody of the site has this account, whether or not the shell offers to be them. */
  knows(accountId: string): boolean {
    const request = { method: 'GET', path: '/rest/api/3/myself', headers: {} };
    return this.meter.unmetered(() => this.jira.handle(request, { kind: 'user', accountId })).status === 200;
  }

  /** What `view.getContext()` gives a page of the module, or why there is none. */
  context(
    accountId: string,
    moduleKey: string,
    place: Place,
  ): { module: AppModule; context: ForgeContext } | { refusal: Refusal; message: string } {
    if (!this.knows(accountId)) return { refusal: 'UNKNOWN_USER', message: `Nobody has the account ${accountId}.` };
    const module = findModule(this.manifest, moduleKey);
    if (!module) return { refusal: 'UNKNOWN_MODULE', message: `The manifest has no module "${moduleKey}".` };
    const context = this.meter.unmetered(() => contextOf(this.contexts, module, accountId, place));
    if (!context) {
      return { refusal: 'UNKNOWN_PLACE', message: `There is no ${place.issueKey ?? place.projectKey ?? 'such place'}.` };
    }
    return { module, context };
  }

  /** Calls a module's resolver as a page does. The one way in, for the bridge and for `POST /_host/invoke`. */
  async invoke(call: PageCall): Promise<PageAnswer> {
    const found = this.context(call.accountId, call.moduleKey, call.place);
    if ('refusal' in found) return { kind: 'refused', code: found.refusal, message: found.message };
    const { module, context } = found;
    if (module.resolver?.function === undefined) {
      return { kind: 'refused', code: 'NO_RESOLVER', message: `The module "${module.key}" has no resolver.` };
    }
    if (Buffer.byteLength(JSON.stringify(call.payload ?? null)) > PAGE_REQUEST_BYTES) {
      return { kind: 'refused', code: 'PAYLOAD_TOO_LARGE', message: `The payload is larger than ${PAGE_REQUEST_BYTES} bytes.` };
    }
    const result = await this.functions.invoke({
      module,
      functionKey: module.resolver.function,
      accountId: call.accountId,
      payload: { call: { functionKey: call.functionKey, payload: call.payload }, context },
    });
    if (!result.ok) return { kind: 'failed', code: result.failure, message: result.message };
    this.meter.add({ replyBytes: Buffer.byteLength(result.json ?? '') });
    return { kind: 'answered', result: result.value ?? null, cpuMs: result.cpuMs };
  }

  /** A request to Jira that is the app's, made by one of its pages as the user. */
  jiraFromPage(request: HttpRequest, accountId: string): Promise<HttpReply> {
    return this.validated.handle(request, { kind: 'user', accountId }, true);
  }

  /** A request to Jira from outside the app: the shell, a script, a person. It does not count on the meter. */
  jiraFromOutside(request: HttpRequest, caller: Caller): Promise<HttpReply> {
    return this.validated.handle(request, caller, false);
  }

  /** Tells the app, once, that it is installed. */
  install(): void {
    if (this.state.get(INSTALLED) !== undefined) return;
    this.state.set(INSTALLED, new Date(this.clock.now()).toISOString());
    const payload = { id: SITE.installationId, app: { id: this.manifest.appId, version: SITE.appVersion }, environment: { id: SITE.environmentId } };
    this.emit({ eventType: 'avi:forge:installed:app', selfGenerated: false, payload });
  }

  close(): void {
    this.dispatcher.stop();
    this.functions.close();
  }

  /** After the present request is answered, so that what caused an event does not wait for its delivery. */
  private pumpSoon(): void {
    setImmediate(() => this.dispatcher.pump());
  }
}
