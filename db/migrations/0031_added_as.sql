-- Promise: who adds a person to a customer reads of them what they have typed, and not what the person is called elsewhere.
set lock_timeout = '5s';

alter table customer_contact add column added_as text
	constraint customer_contact_added_as check (char_length(added_as) between 1 and 200);
