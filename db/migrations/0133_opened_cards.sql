-- Promise: a card that somebody has opened in a chat is known like one that was sent, so that it is brought up to date as
-- well; and so is a home tab, of which one worker at a time shows what waits.
set lock_timeout = '5s';

-- Who has opened it where others read along: it shows what they may see. Null: it was sent, or stands in a private chat.
alter table chat_message add column opened_by uuid references chat_account (id);
alter table chat_message add constraint chat_message_opened check (opened_by is null or (account_id is null and subject_kind = 'approval_request'));
create index chat_message_by_opener on chat_message (opened_by) where opened_by is not null;

alter table chat_message drop constraint chat_message_subject;
alter table chat_message add constraint chat_message_subject check (subject_kind in ('approval_request', 'contract', 'home'));
alter table chat_message add constraint chat_message_home
	check (subject_kind <> 'home' or (channel = 'slack' and message = 'home' and account_id is not null and subject_id = account_id));

alter table outbox drop constraint outbox_kind;
alter table outbox add constraint outbox_kind check (kind in ('mail', 'card_charge', 'card_refund', 'card_detach', 'chat',
	'chat_card', 'approval_card', 'alert', 'chat_picture', 'mention', 'telematics', 'chat_home'));
