#include "panels.h"
#include "prefetch.h"
