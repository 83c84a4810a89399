/** Credly's Web Service API. Worker only: content scripts and components never import this room. */
export type { CredlyToken } from './authorized-request.ts';
export { type CredlyClient, createCredlyClient, type IssueRequest, maxBatch } from './client.ts';
export { type Environment, environments, otherEnvironment } from './environment.ts';
export { type CredlyFailure, type CredlyResult, certainlyNothingCreated } from './errors.ts';
export type { Expiry } from './expiry.ts';
export type { BadgeTemplate, IssuedBadge, Organization, OwnTokenEntry } from './schemas.ts';
