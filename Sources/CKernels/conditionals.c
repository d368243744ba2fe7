#include "conditionals.h"
#include "normals.h"
