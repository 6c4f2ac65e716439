-- What is left is found by the index over institution, kind, state and serial; a second one only slowed the taking in of many.
drop index diplomas.blank_left;
