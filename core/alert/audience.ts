/** Whom a rule reaches: the owner of the contract or customer, their group's channel in the chat, everybody of a role. */
export const alertAudiences = ['owner', 'group_channel', 'role'] as const
export type AlertAudience = (typeof alertAudiences)[number]
