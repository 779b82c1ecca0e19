/** Whom a rule reaches: the owner of the contract or customer (of a survey its surveyor), whoever collects the debt, their group's channel in the chat, everybody of a role. */
export const alertAudiences = ['owner', 'collector', 'group_channel', 'role'] as const
export type AlertAudience = (typeof alertAudiences)[number]
