-- Promise: a contract that was written as a draft is signed as it stands: the quote that carries the signature makes no
-- second contract and amends none, and a contract waits for one signature at a time.
set lock_timeout = '5s';

alter table quote drop constraint quote_purpose, drop constraint quote_amendment,
	add constraint quote_purpose check (purpose in ('new', 'change', 'renewal', 'signature') and (purpose = 'new') = (for_contract_id is null)),
	add constraint quote_amendment check (
		(amendment_sequence is not null) = (contract_id is not null and for_contract_id is not null and purpose <> 'signature'));
create unique index quote_one_to_sign on quote (for_contract_id) where purpose = 'signature' and state in ('draft', 'sent');
