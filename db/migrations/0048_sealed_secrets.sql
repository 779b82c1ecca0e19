-- Promise: what opens something for whoever reads it waits in the outbox sealed, never in plain text, so that a copy of
-- the database opens nothing.
set lock_timeout = '5s';

-- What waits in plain text now cannot be sealed here, where the key is not known. An answer in a chat finds another way;
-- a letter whose secret is forgotten does not leave, and says so: a link or a code is asked for anew.
update outbox set payload = payload - 'secrets'
	where kind = 'chat' and payload ? 'secrets';
update outbox set gave_up_at = now(), last_error = 'Its secrets were not sealed, and are forgotten'
	where payload ? 'secrets' and delivered_at is null and gave_up_at is null;

alter table outbox add constraint outbox_secrets_sealed
	check (not payload ? 'secrets' or jsonb_typeof(payload -> 'secrets') = 'string');

-- Addresses that answers are taken at came with what Slack told us, and were kept with it.
update inbox set payload = payload - 'response_url' - 'response_urls'
	where provider = 'slack' and payload ?| array['response_url', 'response_urls'];
update inbox set payload = payload - 'view'
	where provider = 'slack' and payload ? 'view' and processed_at is not null;
