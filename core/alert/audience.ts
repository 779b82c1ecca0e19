/** Whom a rule reaches: the owner of the contract or customer (of a survey its surveyor), whoever collects the debt, their group's channel in the chat, everybody of a role, one person by name. */
export const alertAudiences = ['owner', 'collector', 'group_channel', 'role', 'person'] as const
export type AlertAudience = (typeof alertAudiences)[number]

/** What a rule does: it tells whom it reaches, writes down a next step for them, or gives them the contract. */
export const alertActions = ['tell', 'next_step', 'assign'] as const
export type AlertAction = (typeof alertActions)[number]
