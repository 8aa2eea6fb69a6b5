/* Arrays of typed parameters. */
#include "check.h"

static void print(virTypedParameterPtr params, int count) {
    for (int i = 0; i < count; i++) {
        virTypedParameterPtr p = &params[i];
        printf("  %s %d ", p->field, p->type);
        switch (p->type) {
        case VIR_TYPED_PARAM_INT: printf("%d\n", p->value.i); break;
        case VIR_TYPED_PARAM_UINT: printf("%u\n", p->value.ui); break;
        case VIR_TYPED_PARAM_LLONG: printf("%lld\n", p->value.l); break;
        case VIR_TYPED_PARAM_ULLONG: printf("%llu\n", p->value.ul); break;
        case VIR_TYPED_PARAM_DOUBLE: printf("%g\n", p->value.d); break;
        case VIR_TYPED_PARAM_BOOLEAN: printf("%d\n", p->value.b); break;
        case VIR_TYPED_PARAM_STRING: printf("%s\n", p->value.s); break;
        default: printf("?\n");
        }
    }
}

int main(void) {
    start();
    virTypedParameterPtr params = NULL;
    int n = 0, max = 0;
    virSetErrorFunc(NULL, quiet);

    show("int", virTypedParamsAddInt(&params, &n, &max, "int", -5));
    show("uint", virTypedParamsAddUInt(&params, &n, &max, "uint", 5));
    show("llong", virTypedParamsAddLLong(&params, &n, &max, "llong", -5000000000LL));
    show("ullong", virTypedParamsAddULLong(&params, &n, &max, "ullong", 5000000000ULL));
    show("double", virTypedParamsAddDouble(&params, &n, &max, "double", 2.5));
    show("yes", virTypedParamsAddBoolean(&params, &n, &max, "yes", 7));
    show("no", virTypedParamsAddBoolean(&params, &n, &max, "no", 0));
    show("string", virTypedParamsAddString(&params, &n, &max, "string", "text"));
    show("empty", virTypedParamsAddString(&params, &n, &max, "empty", ""));
    show("null", virTypedParamsAddString(&params, &n, &max, "null", NULL));
    const char *list[] = {"a", "b", NULL};
    show("list", virTypedParamsAddStringList(&params, &n, &max, "list", list));
    /* bytes that are no UTF-8 stay as they are, in values and in names */
    const char *bytes[] = {"\xff" "a", "b\xc3", NULL};
    show("bytes", virTypedParamsAddString(&params, &n, &max, "bytes", "\x80\xfe"));
    show("list of bytes", virTypedParamsAddStringList(&params, &n, &max, "l\xffst", bytes));
    show("bytes from string",
         virTypedParamsAddFromString(&params, &n, &max, "by\xfftes", VIR_TYPED_PARAM_STRING, "\xe4 \xff"));
    show("no list", virTypedParamsAddStringList(&params, &n, &max, "list", NULL));
    show("again", virTypedParamsAddInt(&params, &n, &max, "int", 6));
    char longest[VIR_TYPED_PARAM_FIELD_LENGTH + 2];
    memset(longest, 'x', sizeof longest);
    longest[VIR_TYPED_PARAM_FIELD_LENGTH] = 0;
    show("too long", virTypedParamsAddInt(&params, &n, &max, longest, 1));
    longest[VIR_TYPED_PARAM_FIELD_LENGTH - 1] = 0;
    show("just fits", virTypedParamsAddInt(&params, &n, &max, longest, 1));
    printf("%d\n", n);
    print(params, n);

    const struct { int type; const char *value; } texts[] = {
        {VIR_TYPED_PARAM_INT, "12"}, {VIR_TYPED_PARAM_INT, "-12"}, {VIR_TYPED_PARAM_INT, "12x"},
        {VIR_TYPED_PARAM_INT, ""}, {VIR_TYPED_PARAM_INT, "99999999999"}, {VIR_TYPED_PARAM_INT, " 7"},
        {VIR_TYPED_PARAM_INT, "0x10"}, {VIR_TYPED_PARAM_INT, "+7"}, {VIR_TYPED_PARAM_INT, "7 "},
        {VIR_TYPED_PARAM_UINT, "4294967295"}, {VIR_TYPED_PARAM_UINT, "4294967296"},
        {VIR_TYPED_PARAM_UINT, "-1"}, {VIR_TYPED_PARAM_UINT, "-4294967295"}, {VIR_TYPED_PARAM_UINT, "-4294967296"},
        {VIR_TYPED_PARAM_LLONG, "9223372036854775807"}, {VIR_TYPED_PARAM_LLONG, "9223372036854775808"},
        {VIR_TYPED_PARAM_LLONG, "-9223372036854775808"},
        {VIR_TYPED_PARAM_ULLONG, "18446744073709551615"}, {VIR_TYPED_PARAM_ULLONG, "18446744073709551616"},
        {VIR_TYPED_PARAM_ULLONG, "-1"},
        {VIR_TYPED_PARAM_DOUBLE, "1.5"}, {VIR_TYPED_PARAM_DOUBLE, "1e3"}, {VIR_TYPED_PARAM_DOUBLE, "1,5"},
        {VIR_TYPED_PARAM_DOUBLE, "x"}, {VIR_TYPED_PARAM_DOUBLE, ".5"},
        {VIR_TYPED_PARAM_BOOLEAN, "1"}, {VIR_TYPED_PARAM_BOOLEAN, "0"}, {VIR_TYPED_PARAM_BOOLEAN, "true"},
        {VIR_TYPED_PARAM_BOOLEAN, "TRUE"}, {VIR_TYPED_PARAM_BOOLEAN, "false"}, {VIR_TYPED_PARAM_BOOLEAN, "yes"},
        {VIR_TYPED_PARAM_BOOLEAN, "2"},
        {VIR_TYPED_PARAM_STRING, "text"}, {VIR_TYPED_PARAM_STRING, ""},
        {0, "1"}, {8, "1"}, {-1, "1"},
    };
    int before = n;
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
        char name[100];
        snprintf(name, sizeof name, "from %d %s", texts[i].type, texts[i].value);
        show(name, virTypedParamsAddFromString(&params, &n, &max, "from", texts[i].type, texts[i].value));
    }
    print(params + before, n - before);

    int i = 0, b = 9;
    unsigned int u = 0;
    long long l = 0;
    unsigned long long ul = 0;
    double d = 0;
    const char *s = NULL;
    show("get int", virTypedParamsGetInt(params, n, "int", &i));
    show("get uint", virTypedParamsGetUInt(params, n, "uint", &u));
    show("get llong", virTypedParamsGetLLong(params, n, "llong", &l));
    show("get ullong", virTypedParamsGetULLong(params, n, "ullong", &ul));
    show("get double", virTypedParamsGetDouble(params, n, "double", &d));
    show("get yes", virTypedParamsGetBoolean(params, n, "yes", &b));
    show("get string", virTypedParamsGetString(params, n, "string", &s));
    printf("%d %u %lld %llu %g %d %s\n", i, u, l, ul, d, b, s);
    show("get no value", virTypedParamsGetInt(params, n, "int", NULL));
    show("get string of bytes", virTypedParamsGetString(params, n, "by\xfftes", &s));
    printf("%s\n", s);
    show("get int of bytes", virTypedParamsGetInt(params, n, "by\xfftes", &i));
    show("get nothing", virTypedParamsGetInt(params, n, "nothing", &i));
    show("get other type", virTypedParamsGetInt(params, n, "uint", &i));
    show("get string of int", virTypedParamsGetString(params, n, "int", &s));
    show("find", virTypedParamsGet(params, n, "ullong") - params);
    show("find first of two", virTypedParamsGet(params, n, "list") - params);
    show("find nothing", virTypedParamsGet(params, n, "nothing") != NULL);
    show("find in nothing", virTypedParamsGet(NULL, 0, "int") != NULL);
    show("find no name", virTypedParamsGet(params, n, NULL) != NULL);

    virTypedParamsClear(params, n);
    printf("%s\n", virTypedParamsGet(params, n, "string")->value.s ? "kept" : "cleared");
    virTypedParamsFree(params, n);
    virTypedParamsFree(NULL, 0);
    virTypedParamsClear(NULL, 0);
    return 0;
}
