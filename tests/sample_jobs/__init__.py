"""Jobs for the tests of jobs, as an app of its own so that real workers find them too."""
